package org.meterflow.messages;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the message log.
 *
 * @param message what a process sees of it
 * @param source which of the sender's systems sent it; null of those that came before that was kept
 * @param messageId the sender's own id
 * @param attempts deliveries so far
 * @param waitsUntil when a message that matches nothing is given up
 * @param repetitions how often the sender sent it again
 * @param settledAt when its final verdict was reached
 */
public record InboxEntry(
        InboundMessage message,
        @Nullable String source,
        String messageId,
        InboxState state,
        Verdict verdict,
        String reason,
        List<String> nearMisses,
        int attempts,
        Instant waitsUntil,
        int repetitions,
        @Nullable Instant settledAt) {

    public String id() {
        return message.id();
    }
}
