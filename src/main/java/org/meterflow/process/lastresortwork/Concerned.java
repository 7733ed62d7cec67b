package org.meterflow.process.lastresortwork;

import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;

/** A meter point that a worker has taken, for the transaction it is in. */
record Concerned(Mpxn mpxn, int tries) {

    Concerned(String mpxn, int tries) {
        this(new Mpxn(mpxn), tries);
    }

    Fuel fuel() {
        return mpxn.fuel();
    }
}
