package org.meterflow.reading;

import java.time.Instant;
import org.meterflow.identifier.Eui64;

/**
 * A meter's log has brought something that was not known.
 *
 * @param from time of the first row of the log that came
 * @param to time of the last
 * @param fresh how many values are new
 * @param corrected how many were known otherwise
 */
public record ReadingsStored(
        Eui64 device, ReadingLog log, Instant from, Instant to, int fresh, int corrected, Instant at) {}
