package org.meterflow.device;

import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/** A step that the life cycle of devices does not have. */
public class StatusChangeRefused extends RuntimeException {

    StatusChangeRefused(Eui64 device, @Nullable DeviceStatus from, DeviceStatus to) {
        super("Device " + device + " cannot become " + to.label() + ": "
                + (from == null ? "its type has no status" : "it is " + from.label()));
    }
}
