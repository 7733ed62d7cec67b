package org.meterflow.metering;

import java.time.Instant;
import org.meterflow.identifier.Eui64;

/**
 * A command has ended without an answer: all attempts were in vain, its time was over, or it could not be made.
 *
 * @param reason a sentence for people
 */
public record MeterUnreachable(String reference, Eui64 device, String reason, Instant at) {}
