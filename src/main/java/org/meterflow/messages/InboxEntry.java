package org.meterflow.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
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

    /** From a row of the inbox. */
    static InboxEntry read(ResultSet row, int number) throws SQLException {
        InboundMessage message = new InboundMessage(
                row.getString("id"),
                row.getString("name"),
                row.getString("sender"),
                row.getString("key"),
                row.getString("data"),
                Rows.instant(row, "occurred_at"),
                Rows.instant(row, "received_at"));
        return new InboxEntry(
                message,
                row.getString("source"),
                row.getString("message_id"),
                InboxState.valueOf(row.getString("state")),
                Verdict.valueOf(row.getString("verdict")),
                row.getString("reason"),
                Rows.texts(row, "near_misses"),
                row.getInt("attempts"),
                Rows.instant(row, "waits_until"),
                row.getInt("repetitions"),
                Rows.instantOrNull(row, "settled_at"));
    }
}
