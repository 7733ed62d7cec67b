package org.meterflow.device;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the product list (CPL): what may be installed.
 *
 * @param firmwareVersion four bytes in hex
 */
public record Product(
        DeviceType type,
        String manufacturer,
        String model,
        String firmwareVersion,
        @Nullable String specification) {}
