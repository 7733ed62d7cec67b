package org.meterflow.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * A device took its next step in life.
 *
 * @param from null when it has just entered the inventory
 */
public record DeviceStatusChanged(
        Eui64 device, @Nullable DeviceStatus from, DeviceStatus to, Instant at, String reason) {}
