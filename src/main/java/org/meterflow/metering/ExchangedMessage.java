package org.meterflow.metering;

import java.time.Instant;
import org.meterflow.gbcs.Octets;

/**
 * A message that went to a device for a command, or came from it about the command.
 *
 * @param fromDevice the device's answer, or its alert about a dated command; else what was sent to it
 * @param at when it was made, or received
 */
public record ExchangedMessage(boolean fromDevice, Instant at, Octets message) {}
