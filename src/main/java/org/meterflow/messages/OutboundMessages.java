package org.meterflow.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The outbox's table: what is to leave, and what became of it. */
@Repository
class OutboundMessages {

    private static final String INSERT = """
            insert into outbound_message (id, channel, recipient, lane, name, key, content_type, body, created_at,
                not_before)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do nothing
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    OutboundMessages(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** @return false when a message with this id exists already */
    boolean add(OutboundMessage message, int lane, Instant createdAt) {
        return jdbc.sql(INSERT).params(row(message, lane, createdAt)).update() == 1;
    }

    void addAll(List<OutboundMessage> messages, ToIntFunction<OutboundMessage> lane, Instant createdAt) {
        batches.batchUpdate(
                INSERT,
                messages.stream()
                        .map(message -> row(message, lane.applyAsInt(message), createdAt))
                        .toList());
    }

    private static Object[] row(OutboundMessage message, int lane, Instant createdAt) {
        Instant notBefore = message.notBefore();
        return new Object[] {
            message.id(),
            message.channel(),
            message.recipient(),
            lane,
            message.name(),
            message.key(),
            message.contentType(),
            message.body(),
            Rows.timestamp(createdAt),
            Rows.timestamp(notBefore == null ? createdAt : notBefore)
        };
    }

    /** What is to be sent next on a lane, in order. */
    List<OutboxEntry> next(Lane lane, Instant now, int limit) {
        return jdbc.sql("""
                        select * from outbound_message
                        where channel = :channel and recipient = :recipient and lane = :lane
                          and state in ('PENDING', 'RETRYING') and not_before <= :now
                        order by number limit :limit
                        """)
                .param("channel", lane.channel())
                .param("recipient", lane.recipient())
                .param("lane", lane.number())
                .param("now", Rows.timestamp(now))
                .param("limit", limit)
                .query(OutboxEntry::read)
                .list();
    }

    void noteSent(long number, Instant at) {
        jdbc.sql("""
                        update outbound_message set state = 'SENT', attempts = attempts + 1, reason = '', sent_at = ?
                        where number = ?
                        """).params(Rows.timestamp(at), number).update();
    }

    /** @return how often the recipient has answered this message without success */
    int noteFailure(long number, boolean answered, String reason) {
        return jdbc.sql("""
                        update outbound_message set state = 'RETRYING', attempts = attempts + 1,
                            refusals = refusals + ?, reason = ?
                        where number = ? returning refusals
                        """)
                .params(answered ? 1 : 0, reason, number)
                .query(Integer.class)
                .single();
    }

    void noteEnd(long number, OutboxState state) {
        jdbc.sql("update outbound_message set state = ? where number = ?")
                .params(state.name(), number)
                .update();
    }

    boolean isOlderThan(long number, Duration age) {
        return jdbc.sql("""
                        select clock_timestamp() - queued_at > ? * interval '1 millisecond'
                        from outbound_message where number = ?
                        """).params(age.toMillis(), number).query(Boolean.class).single();
    }

    /** @return the lane it is on again; empty unless it was dead or kept */
    Optional<Lane> revive(String id) {
        return jdbc.sql("""
                        update outbound_message set state = 'PENDING', attempts = 0, refusals = 0, queued_at = clock_timestamp()
                        where id = ? and state in ('DEAD', 'KEPT')
                        returning channel, recipient, lane as number
                        """).param(id).query(Lane.class).optional();
    }

    /** @return how many finished messages decided before then were deleted, at most as many as asked for */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                        delete from outbound_message where number in (
                            select number from outbound_message
                            where created_at < ? and state in ('SENT', 'KEPT', 'DEAD') limit ?)
                        """).params(Rows.timestamp(before), most).update();
    }
}
