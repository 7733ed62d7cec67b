package org.meterflow.registration;

import org.meterflow.identifier.Mpxn;

/** No network has told of this meter point. */
public class UnknownMeterPoint extends RuntimeException {

    UnknownMeterPoint(Mpxn mpxn) {
        super("Meter point " + mpxn + " is not known to registration");
    }
}
