package org.meterflow.outage;

import java.time.Instant;

/**
 * So many homes of one area have lost their supply that it is one event.
 *
 * @param startedAt when the first of them did
 */
public record OutageOpened(long outage, String area, Instant startedAt, int hubs, Instant at) {}
