package org.meterflow.metering;

import java.time.Instant;
import java.util.List;

/** Hubs have lost the mains. In a storm there are thousands, so they are told of together; each loss once. */
public record HubsLostPower(List<PowerLoss> losses, Instant at) {

    public HubsLostPower {
        losses = List.copyOf(losses);
    }
}
