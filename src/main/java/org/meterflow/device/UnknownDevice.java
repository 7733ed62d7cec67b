package org.meterflow.device;

import org.meterflow.identifier.Eui64;

/** The inventory has no such device. */
public class UnknownDevice extends RuntimeException {

    UnknownDevice(Eui64 device) {
        super("No device " + device + " is in the inventory");
    }
}
