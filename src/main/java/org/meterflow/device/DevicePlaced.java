package org.meterflow.device;

import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * The inventory sees a device in the network of a hub from now on, or in none.
 *
 * @param hub null when it is in none
 */
public record DevicePlaced(Eui64 device, @Nullable Eui64 hub) {}
