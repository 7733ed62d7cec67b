package org.meterflow.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.RequestId;

/**
 * A user may have what it asked for, and the platform is about it. Told in the transaction that accepts.
 *
 * @param number of the {@link ServiceRequest}
 * @param id who asked, and of which device
 * @param variant service reference variant, e.g. {@code 6.23}
 * @param executeAt null for at once
 */
public record ServiceRequestAccepted(
        long number, RequestId id, String variant, @Nullable Instant executeAt, Instant at) {}
