package org.meterflow.metering;

import java.time.Instant;
import org.meterflow.identifier.Eui64;

/**
 * What a device held for a date will not take effect: the device has accepted another of its kind since, or its
 * withdrawal.
 *
 * @param by the reference of the other
 */
public record CommandSuperseded(String reference, Eui64 device, String by, Instant at) {}
