package org.meterflow.device;

import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/** A step that the life cycle of devices does not have. */
public class StatusChangeRefused extends RuntimeException {

    StatusChangeRefused(Eui64 device, @Nullable DeviceStatus from, DeviceStatus to) {
        this(device, from, "become " + to.label());
    }

    StatusChangeRefused(Eui64 device, @Nullable DeviceStatus from, String step) {
        super("Device " + device + " cannot " + step + ": "
                + (from == null ? "its type has no status" : "it is " + from.label()));
    }
}
