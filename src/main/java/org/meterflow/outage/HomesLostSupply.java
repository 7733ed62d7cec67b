package org.meterflow.outage;

import java.time.Instant;
import java.util.List;
import org.meterflow.metering.PowerLoss;

/**
 * Homes are without supply that had it before; each is told of once until it has supply again, however often its hub
 * says so.
 */
public record HomesLostSupply(List<PowerLoss> losses, Instant at) {

    public HomesLostSupply {
        losses = List.copyOf(losses);
    }
}
