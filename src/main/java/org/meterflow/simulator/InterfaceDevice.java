package org.meterflow.simulator;

import java.time.Instant;
import org.meterflow.metering.gbcs.Der;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.MalformedGbcs;
import org.meterflow.metering.gbcs.Octets;

/** A prepayment interface or a load switch: all it is asked here is its firmware version, in ASN.1. */
final class InterfaceDevice implements Behaviour {

    private static final int UNSPECIFIED = 0xFF;
    private static final int SUCCESS = 0;

    private final Octets firmware;

    InterfaceDevice(Octets firmware) {
        this.firmware = firmware;
    }

    @Override
    public int clockStatus() {
        return UNSPECIFIED;
    }

    @Override
    public Octets execute(GbcsMessage command, Instant now, Sealing sealing) {
        if (Der.parse(command.payload()).tag() != Der.NULL) {
            throw new MalformedGbcs("A question for the firmware version has no parameters");
        }
        return Der.sequence(Der.leaf(Der.OCTET_STRING, firmware), Der.integer(SUCCESS))
                .encode();
    }
}
