package org.meterflow.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * How a simulated device stands at this moment.
 *
 * @param supplier whom it trusts as its supplier; null for a hub
 * @param changeDue when a replacement of credentials is to happen; null when none waits
 * @param refused how many commands it kept silent to, by reason, since the start
 * @param events its last entries in its own log, oldest first
 */
public record DeviceView(
        Eui64 device,
        Instant clock,
        @Nullable Eui64 supplier,
        @Nullable Instant changeDue,
        Map<Refusal, Integer> refused,
        List<String> events) {

    public DeviceView {
        refused = Map.copyOf(refused);
        events = List.copyOf(events);
    }
}
