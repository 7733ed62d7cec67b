package org.meterflow.reading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A period of a log of which nothing is known.
 *
 * @param from time of its first missing row
 * @param to time of its last
 * @param givenUp it is no longer asked for
 * @param remark why not; null while it is
 */
public record Gap(
        Instant from, Instant to, boolean givenUp, @Nullable String remark) {}
