package org.meterflow.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * The command a simulated device heard last, since the start.
 *
 * @param at by the device's clock
 * @param code the message code, GBCS 20
 * @param from whose counter it carried
 * @param refused why the device kept silent; null when it carried the command out
 */
public record LastCommand(
        Instant at, int code, Eui64 from, @Nullable Refusal refused) {}
