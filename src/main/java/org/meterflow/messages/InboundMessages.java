package org.meterflow.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The inbox's tables: what came, and what became of it. */
@Repository
class InboundMessages {

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

    void waitAtLeastUntil(String id, Instant then) {
        jdbc.sql("update inbound_message set waits_until = greatest(waits_until, ?) where id = ?")
                .params(Rows.timestamp(then), id)
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

    /** @return how many settled messages received before then were deleted, at most as many as asked for */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                        delete from inbound_message where id in (
                            select id from inbound_message
                            where received_at < ? and state in ('SETTLED', 'FAILED') limit ?)
                        """).params(Rows.timestamp(before), most).update();
    }
}
