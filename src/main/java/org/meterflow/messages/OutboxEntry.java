package org.meterflow.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
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

    /** From a row of the outbox. */
    static OutboxEntry read(ResultSet row, int line) throws SQLException {
        OutboundMessage message = new OutboundMessage(
                row.getString("id"),
                row.getString("channel"),
                row.getString("recipient"),
                row.getString("name"),
                row.getString("key"),
                row.getString("content_type"),
                row.getBytes("body"),
                Rows.instant(row, "not_before"));
        return new OutboxEntry(
                row.getLong("number"),
                message,
                OutboxState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("reason"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "sent_at"));
    }
}
