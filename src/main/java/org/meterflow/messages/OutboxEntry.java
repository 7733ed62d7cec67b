package org.meterflow.messages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log of what goes out.
 *
 * @param reason of the last failure; empty when there was none
 */
public record OutboxEntry(
        long number,
        OutboundMessage message,
        OutboxState state,
        int attempts,
        String reason,
        Instant createdAt,
        @Nullable Instant sentAt) {

    public String id() {
        return message.id();
    }
}
