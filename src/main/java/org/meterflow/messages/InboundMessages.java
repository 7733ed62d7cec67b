package org.meterflow.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The inbox's tables. */
@Repository
class InboundMessages {

    private static final String OPEN = "state in ('RECEIVED', 'WAITING', 'RETRYING')";
    private static final String DUE =
            "(next_attempt_at <= clock_timestamp() or (state = 'WAITING' and waits_until <= :now))";

    private static final int MOST_OF_ONE_ID = 20;

    /** What the first receipt of a message said, if it has been given already. */
    record Earlier(String id, String digest, boolean answered) {}

    private final JdbcClient jdbc;

    InboundMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the new id; empty when this system of the sender has used this message id before */
    Optional<String> store(
            MessageType type,
            Sender sender,
            String messageId,
            MessageCatalogue.Checked content,
            Instant occurredAt,
            Instant receivedAt,
            Duration grace) {
        return jdbc.sql("""
                        insert into inbound_message (sender, source, message_id, name, key, data, digest, occurred_at, received_at,
                            waits_until, state, verdict, next_attempt_at)
                        select :sender, :source, :messageId, :name, :key, :data, :digest, :occurredAt, :receivedAt,
                            :waitsUntil, 'RECEIVED', 'STORED', clock_timestamp() + :grace * interval '1 millisecond'
                        where not exists (
                            select from inbound_message
                            where sender = :sender and message_id = :messageId and source is null and digest = :digest)
                        on conflict (sender, message_id, source) do nothing
                        returning id
                        """)
                .param("sender", sender.party())
                .param("source", sender.source())
                .param("messageId", messageId)
                .param("name", type.name())
                .param("key", content.key())
                .param("data", content.data())
                .param("digest", content.digest())
                .param("occurredAt", Rows.timestamp(occurredAt))
                .param("receivedAt", Rows.timestamp(receivedAt))
                .param("waitsUntil", Rows.timestamp(receivedAt.plus(type.waitsFor())))
                .param("grace", grace.toMillis())
                .query(String.class)
                .optional();
    }

    Earlier earlier(Sender sender, String messageId, String digest) {
        return jdbc.sql("""
                        select id, digest, answer_verdict is not null as answered
                        from inbound_message
                        where sender = ? and message_id = ? and (source = ? or (source is null and digest = ?))
                        order by source nulls last limit 1
                        """)
                .params(sender.party(), messageId, sender.source(), digest)
                .query(Earlier.class)
                .single();
    }

    void noteRepetition(String id) {
        jdbc.sql("update inbound_message set repetitions = repetitions + 1 where id = ?")
                .param(id)
                .update();
    }

    /** Locks an undelivered message until the transaction ends; empty when it is delivered already. */
    Optional<InboxEntry> lockOpen(String id) {
        return lockOpen(id, "for update");
    }

    /** Locks a message in whatever state until the transaction ends. */
    Optional<InboxEntry> lock(String id) {
        return jdbc.sql("select * from inbound_message where id = ? for update")
                .param(id)
                .query(InboundMessages::entry)
                .optional();
    }

    /** As {@link #lockOpen}, but empty also when another thread or node is delivering it, or it is not due. */
    Optional<InboxEntry> lockDue(String id, Instant now) {
        return jdbc.sql("select * from inbound_message where id = :id and " + OPEN + " and " + DUE
                        + " for update skip locked")
                .param("id", id)
                .param("now", Rows.timestamp(now))
                .query(InboundMessages::entry)
                .optional();
    }

    /** As {@link #lockOpen}, but empty also when another thread or node is delivering it. */
    Optional<InboxEntry> lockFree(String id) {
        return lockOpen(id, "for update skip locked");
    }

    private Optional<InboxEntry> lockOpen(String id, String how) {
        return jdbc.sql("select * from inbound_message where id = ? and " + OPEN + " " + how)
                .param(id)
                .query(InboundMessages::entry)
                .optional();
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

    /** Notes what an attempt came to; the first one's verdict becomes the sender's answer. */
    void note(String id, InboxState state, Delivery outcome, int attempts, Duration next, @Nullable Instant settledAt) {
        jdbc.sql("""
                        update inbound_message set state = :state, verdict = :verdict, reason = :reason,
                            near_misses = :nearMisses, attempts = :attempts, settled_at = :settledAt,
                            next_attempt_at = clock_timestamp() + :next * interval '1 millisecond',
                            answer_near_misses = case when answer_verdict is null then :nearMisses else answer_near_misses end,
                            answer_reason = coalesce(answer_reason, :reason),
                            answer_verdict = coalesce(answer_verdict, :verdict)
                        where id = :id
                        """)
                .param("id", id)
                .param("state", state.name())
                .param("verdict", outcome.verdict().name())
                .param("reason", outcome.reason())
                .param("nearMisses", Rows.array(outcome.nearMisses()))
                .param("attempts", attempts)
                .param("settledAt", Rows.timestampOrNull(settledAt))
                .param("next", next.toMillis())
                .update();
    }

    /** Puts a message back to the start, as if it had just been received. */
    void restart(String id, Instant waitsUntil) {
        jdbc.sql("""
                        update inbound_message set state = 'RECEIVED', verdict = 'STORED', reason = '', near_misses = '{}',
                            attempts = 0, settled_at = null, waits_until = ?, next_attempt_at = clock_timestamp()
                        where id = ?
                        """).params(Rows.timestamp(waitsUntil), id).update();
    }

    void addEvent(String id, InboxEvent event) {
        jdbc.sql("""
                        insert into inbound_message_event (message, at, state, verdict, reason, actor)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        Rows.timestamp(event.at()),
                        event.state().name(),
                        event.verdict().name(),
                        event.reason(),
                        event.actor())
                .update();
    }

    List<InboxEvent> events(String id) {
        return jdbc.sql("select * from inbound_message_event where message = ? order by number")
                .param(id)
                .query((row, number) -> new InboxEvent(
                        Rows.instant(row, "at"),
                        InboxState.valueOf(row.getString("state")),
                        Verdict.valueOf(row.getString("verdict")),
                        row.getString("reason"),
                        row.getString("actor")))
                .list();
    }

    Optional<InboxEntry> find(String id) {
        return jdbc.sql("select * from inbound_message where id = ?")
                .param(id)
                .query(InboundMessages::entry)
                .optional();
    }

    /** One for each of the sender's systems that has used this id; of one system, if given, at most one. */
    List<InboxEntry> find(String sender, String messageId, @Nullable String source) {
        return jdbc.sql("""
                        select * from inbound_message
                        where sender = :sender and message_id = :messageId
                          and (cast(:source as text) is null or source = :source)
                        order by source nulls first limit :most
                        """)
                .param("sender", sender)
                .param("messageId", messageId)
                .param("source", source)
                .param("most", MOST_OF_ONE_ID)
                .query(InboundMessages::entry)
                .list();
    }

    Receipt receipt(String id, boolean repeated) {
        return jdbc.sql("select * from inbound_message where id = ?")
                .param(id)
                .query((row, number) -> receipt(row, repeated))
                .single();
    }

    List<InboxEntry> search(InboxFilter filter, Page page) {
        Conditions conditions = conditions(filter);
        return jdbc.sql("select * from inbound_message" + conditions.where()
                        + " order by received_at desc, id desc limit :size offset :offset")
                .params(conditions.parameters())
                .param("size", page.size())
                .param("offset", page.offset())
                .query(InboundMessages::entry)
                .list();
    }

    int count(InboxFilter filter) {
        Conditions conditions = conditions(filter);
        return jdbc.sql("select count(*) from inbound_message" + conditions.where())
                .params(conditions.parameters())
                .query(Integer.class)
                .single();
    }

    /** @return how many settled messages received before then were deleted, at most as many as asked for */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                        delete from inbound_message where id in (
                            select id from inbound_message
                            where received_at < ? and state in ('SETTLED', 'FAILED') limit ?)
                        """).params(Rows.timestamp(before), most).update();
    }

    private static Conditions conditions(InboxFilter filter) {
        return new Conditions()
                .equal("name", filter.name())
                .equal("key", filter.key())
                .equal("sender", filter.sender())
                .in("state", filter.states())
                .in("verdict", filter.verdicts())
                .from("received_at", filter.from())
                .before("received_at", filter.to());
    }

    private static InboxEntry entry(ResultSet row, int number) throws SQLException {
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

    private static Receipt receipt(ResultSet row, boolean repeated) throws SQLException {
        boolean answered = row.getString("answer_verdict") != null;
        return new Receipt(
                row.getString("id"),
                row.getString("source"),
                row.getString("message_id"),
                row.getString("name"),
                row.getString("key"),
                Verdict.valueOf(answered ? row.getString("answer_verdict") : row.getString("verdict")),
                row.getString(answered ? "answer_reason" : "reason"),
                Rows.texts(row, answered ? "answer_near_misses" : "near_misses"),
                Rows.instant(row, "received_at"),
                repeated);
    }
}
