package org.meterflow.messages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has come and is not delivered yet: looked for, and locked for the one who delivers it. */
@Repository
class OpenMessages {

    private static final String OPEN = "state in ('RECEIVED', 'WAITING', 'RETRYING')";
    private static final String DUE =
            "(next_attempt_at <= clock_timestamp() or (state = 'WAITING' and waits_until <= :now))";

    private final JdbcClient jdbc;

    OpenMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks an undelivered message until the transaction ends; empty when it is delivered already. */
    Optional<InboxEntry> lockOpen(String id) {
        return lockOpen(id, "for update");
    }

    private Optional<InboxEntry> lockOpen(String id, String how) {
        return jdbc.sql("select * from inbound_message where id = ? and " + OPEN + " " + how)
                .param(id)
                .query(InboxEntry::read)
                .optional();
    }

    /** Locks a message in whatever state until the transaction ends. */
    Optional<InboxEntry> lock(String id) {
        return jdbc.sql("select * from inbound_message where id = ? for update")
                .param(id)
                .query(InboxEntry::read)
                .optional();
    }

    /** As {@link #lockOpen}, but empty also when another thread or node is delivering it, or it is not due. */
    Optional<InboxEntry> lockDue(String id, Instant now) {
        return jdbc.sql("select * from inbound_message where id = :id and " + OPEN + " and " + DUE
                        + " for update skip locked")
                .param("id", id)
                .param("now", Rows.timestamp(now))
                .query(InboxEntry::read)
                .optional();
    }

    /** As {@link #lockOpen}, but empty also when another thread or node is delivering it. */
    Optional<InboxEntry> lockFree(String id) {
        return lockOpen(id, "for update skip locked");
    }

    List<String> due(Instant now, int limit) {
        return jdbc.sql("select id from inbound_message where " + OPEN + " and " + DUE
                        + " order by next_attempt_at limit :limit")
                .param("now", Rows.timestamp(now))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    List<String> waiting(String name, String key) {
        return jdbc.sql("""
                        select id from inbound_message where state = 'WAITING' and name = ? and key = ?
                        order by received_at, id
                        """).params(name, key).query(String.class).list();
    }

    /** What has come for a case and has not been delivered, the first first. */
    List<String> open(String name, String key) {
        return jdbc.sql("select id from inbound_message where " + OPEN + " and name = ? and key = ?"
                        + " order by received_at, id")
                .params(name, key)
                .query(String.class)
                .list();
    }
}
