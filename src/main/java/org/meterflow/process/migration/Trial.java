package org.meterflow.process.migration;

import java.util.List;

/**
 * What a migration would do, tried and taken back.
 *
 * @param able cases that can be moved
 * @param unable those that cannot, each with why
 * @param tried how many of all running cases were tried
 */
public record Trial(long able, List<MigratedCase> unable, long tried, long running) {}
