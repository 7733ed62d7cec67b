package org.meterflow.simulator;

import java.time.Instant;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.Octets;

/** What a kind of device does with a command it has accepted. */
interface Behaviour {

    /** Encrypts a part of the answer for whoever may read it. */
    interface Sealing {
        Octets seal(byte[] plain);
    }

    /** @return the payload of the answer */
    Octets execute(GbcsMessage command, Instant now, Sealing sealing);

    /** What the device puts into the last byte of the time in its answers. */
    int clockStatus();
}
