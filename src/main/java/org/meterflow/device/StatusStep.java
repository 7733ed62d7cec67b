package org.meterflow.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a device's history. */
public record StatusStep(@Nullable DeviceStatus from, DeviceStatus to, Instant at, String reason) {}
