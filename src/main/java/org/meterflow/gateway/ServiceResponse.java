package org.meterflow.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * What a user was told later, of a request or unasked; how it reached the user is in the outbox.
 *
 * @param requestId in the sender's own letters; null for an alert
 * @param kind {@code answer}, {@code effect}, {@code deviceAlert} or {@code dccAlert}
 * @param outboundId the message's id in the outbox
 */
public record ServiceResponse(
        long number,
        @Nullable String requestId,
        Eui64 recipient,
        @Nullable Eui64 device,
        String kind,
        String code,
        String reason,
        Instant writtenAt,
        String outboundId) {}
