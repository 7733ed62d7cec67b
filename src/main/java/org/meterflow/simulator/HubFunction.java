package org.meterflow.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.metering.gbcs.DlmsData;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.SealedRead;

/** The communications hub as a device of its own. */
final class HubFunction extends DlmsDevice {

    private final Octets firmware;

    HubFunction(Octets firmware) {
        this.firmware = firmware;
    }

    @Override
    @Nullable
    DlmsData get(String name, Instant now) {
        return name.equals("1 0-0:0.2.1.255 2") ? DlmsData.octets(firmware) : null;
    }

    @Override
    @Nullable
    DlmsData getSealed(SealedRead read, Instant now) {
        return null;
    }
}
