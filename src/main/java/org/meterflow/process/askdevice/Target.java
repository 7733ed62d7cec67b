package org.meterflow.process.askdevice;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;

/**
 * What the words at a box mean now.
 *
 * @param device null where the DCC is asked, and not a device
 * @param mpxn the meter point by whose registration access is decided; null where none is known
 * @param requester the user in whose name the device is asked
 * @param executeAt null for at once
 */
record Target(
        @Nullable Eui64 device,
        @Nullable Mpxn mpxn,
        Eui64 requester,
        @Nullable Instant executeAt) {

    Eui64 requireDevice() {
        return Objects.requireNonNull(device, "The DCC is asked, and no device");
    }
}
