package org.meterflow.messages;

import java.time.Instant;
import java.util.List;

/**
 * The answer to a sender; the same for every repetition of a message.
 *
 * @param id the platform's, for {@code GET /api/messages/{id}}
 * @param messageId the sender's own
 * @param repeated whether it had been received before
 */
public record Receipt(
        String id,
        String messageId,
        String name,
        String key,
        Verdict verdict,
        String reason,
        List<String> nearMisses,
        Instant receivedAt,
        boolean repeated) {}
