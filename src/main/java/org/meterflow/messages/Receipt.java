package org.meterflow.messages;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a sender; the same for every repetition of a message.
 *
 * @param id the platform's, for {@code GET /api/messages/{id}}
 * @param source which of the sender's systems sent it; null of those that came before that was kept
 * @param messageId the sender's own
 * @param repeated whether it had been received before
 */
public record Receipt(
        String id,
        @Nullable String source,
        String messageId,
        String name,
        String key,
        Verdict verdict,
        String reason,
        List<String> nearMisses,
        Instant receivedAt,
        boolean repeated) {}
