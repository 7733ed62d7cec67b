package org.meterflow.metering;

import java.time.Instant;
import org.meterflow.identifier.Eui64;

/**
 * A device has raised an alert of its own accord; the same alert, sent again, is not told again.
 *
 * @param recipient the party the device addressed it to
 * @param alertCode four hex digits (GBCS, event and alert codes)
 * @param name what the code means; empty where the list of codes does not have it
 * @param message as it came, for its recipient to verify and read
 */
public record MeterAlerted(Eui64 device, Eui64 recipient, String alertCode, String name, byte[] message, Instant at) {}
