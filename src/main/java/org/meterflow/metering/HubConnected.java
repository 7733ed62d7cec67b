package org.meterflow.metering;

import java.time.Instant;
import java.util.List;
import org.meterflow.identifier.Eui64;

/**
 * A communications hub has opened its line, or told anew which devices it reaches.
 *
 * @param devices those behind it that the inventory also sees there
 */
public record HubConnected(Eui64 hub, List<Eui64> devices, Instant at) {

    public HubConnected {
        devices = List.copyOf(devices);
    }
}
