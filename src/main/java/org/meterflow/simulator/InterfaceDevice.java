package org.meterflow.simulator;

import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;

/** A prepayment interface or a load switch: it knows no commands but those every device knows. */
final class InterfaceDevice implements Behaviour {

    private static final int UNSPECIFIED = 0xFF;

    @Override
    public int clockStatus() {
        return UNSPECIFIED;
    }

    @Override
    public Octets execute(Task task) {
        throw new MalformedGbcs("This device has no objects to ask for");
    }
}
