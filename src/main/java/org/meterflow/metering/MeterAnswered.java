package org.meterflow.metering;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.identifier.Eui64;

/**
 * A device has answered a command; whether it did what was asked is for the answer to say.
 *
 * @param answer what it says; null when that is encrypted for the user in whose name was asked
 * @param message as it came
 */
public record MeterAnswered(
        String reference, Eui64 device, @Nullable MeterAnswer answer, byte[] message, Instant at) {}
