package org.meterflow.metering;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.hub.MeteringNode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of questions as the devices' queues: who is next, and what is in flight. Nodes share it row by row. */
@Repository
class MeterQueues {

    /** A command whose turn it is, and the hub through which it goes. */
    record Turn(QueuedCommand command, Eui64 hub) {}

    /** What the same user asked before goes before: a lower counter would be refused afterwards. */
    private static final String WAITS_FOR_OWN = """
            exists (select from meter_command o
                    where o.device = %1$s.device and o.state = 'QUEUED' and o.not_before <= :now
                      and %1$s.originator_type = 'KnownUser' and o.originator_type = 'KnownUser'
                      and o.user_id = %1$s.user_id and (o.priority, o.id) < (%1$s.priority, %1$s.id)
                    offset 0)
            """;

    /** What was tried in vain lets the others of its rank go first; not so what nobody may repeat unseen. */
    private static final String PLACE = "%1$s.priority, %1$s.attempts > 0 and %1$s.state_variant is null, %1$s.id";

    /**
     * The queue is walked in its order until there are enough: {@code offset 0} has each condition looked up for the row at hand.
     * Joined instead, by a plan made while the queue was short, they would compare every command with every other.
     */
    private static final String FIRST = """
            c.state = 'QUEUED' and c.not_before <= :now and c.next_attempt_at <= :now
            and not exists (select from meter_command s where s.device = c.device and s.state = 'SENT'
                            offset 0)
            and not %s
            and not exists (select from meter_command e
                            where e.device = c.device and e.state = 'QUEUED' and e.not_before <= :now
                              and (e.next_attempt_at <= :now or e.state_variant is not null)
                              and (%s) < (%s)
                              and not %s
                            offset 0)
            order by c.priority, c.id
            limit :limit
            for update of c skip locked
            """.formatted(
            WAITS_FOR_OWN.formatted("c"), PLACE.formatted("e"), PLACE.formatted("c"), WAITS_FOR_OWN.formatted("e"));

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final MeteringNode node;

    MeterQueues(JdbcClient jdbc, JdbcTemplate batches, MeteringNode node) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.node = node;
    }

    /**
     * The heads of the queues of devices that this node reaches and that have nothing in flight, locked.
     *
     * @param devices null for all
     */
    List<Turn> turns(@Nullable Collection<Eui64> devices, Instant now, int limit) {
        planForTheQueueAsItIs();
        return jdbc.sql("""
                        select c.*, r.hub from meter_command c
                        join hub_reach r on r.device = c.device
                        join hub_connection h on h.hub = r.hub and h.node = :node
                        where c.line is null and %s and %s
                        """.formatted(devices == null ? "true" : "c.device = any(:devices)", FIRST))
                .param("node", node.name())
                .param("now", Timestamp.from(now))
                .param("devices", names(devices == null ? List.of() : devices))
                .param("limit", limit)
                .query((row, number) -> new Turn(QueuedCommand.read(row, number), new Eui64(row.getString("hub"))))
                .list();
    }

    /** The same of meters outside GBCS, which every node reaches. */
    List<QueuedCommand> directTurns(Instant now, int limit) {
        planForTheQueueAsItIs();
        return jdbc.sql("select c.* from meter_command c where c.line = 'COSEM' and " + FIRST)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(QueuedCommand::read)
                .list();
    }

    /** A queue grows from nothing to a hundred thousand within seconds: a plan kept from before would not fit it. */
    private void planForTheQueueAsItIs() {
        jdbc.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
                .query(String.class)
                .single();
    }

    private static String[] names(Collection<Eui64> devices) {
        return devices.stream().map(Eui64::value).toArray(String[]::new);
    }

    /** Nobody sends to this device what waits for it, until the present transaction ends. */
    void hold(Eui64 device) {
        jdbc.sql("select id from meter_command where device = ? and state = 'QUEUED' order by id for update")
                .param(device.value())
                .query(Long.class)
                .list();
    }

    /** @param waits each command's id and until when its attempt waits */
    void sent(List<Waiting> waits, Instant now) {
        batches.batchUpdate(
                """
                update meter_command
                set state = 'SENT', attempts = attempts + 1, sent_at = ?, really_sent_at = clock_timestamp(),
                    waits_until = ?, reason = null
                where id = ?
                """,
                waits.stream()
                        .map(each -> new Object[] {Timestamp.from(now), Timestamp.from(each.until()), each.command()})
                        .toList());
    }

    record Waiting(long command, Instant until) {}

    /** The line broke before the message left: the attempt does not count. */
    void notSent(long command, int attempt, Instant nextAttempt) {
        jdbc.sql("""
                        update meter_command
                        set state = 'QUEUED', attempts = attempts - 1, next_attempt_at = ?, waits_until = null
                        where id = ? and state = 'SENT' and attempts = ?
                        """).params(Timestamp.from(nextAttempt), command, attempt).update();
    }

    /** An attempt is known to have failed: nobody needs to wait for it any longer. */
    void failed(long command, int attempt, String reason, Instant now) {
        jdbc.sql("""
                        update meter_command set waits_until = ?, reason = ?
                        where id = ? and state = 'SENT' and attempts = ?
                        """).params(Timestamp.from(now), reason, command, attempt).update();
    }

    void tryAgain(long command, Instant at, String reason) {
        jdbc.sql("""
                        update meter_command
                        set state = 'QUEUED', next_attempt_at = ?, reason = ?, waits_until = null where id = ?
                        """).params(Timestamp.from(at), reason, command).update();
    }

    boolean reachable(Eui64 device) {
        return jdbc.sql("select exists (select from hub_reach where device = ?)")
                .param(device.value())
                .query(Boolean.class)
                .single();
    }

    /** What these devices have been sent and have not answered. */
    List<QueuedCommand> inFlight(Collection<Eui64> devices) {
        return jdbc.sql("select * from meter_command where state = 'SENT' and device = any(?)")
                .params((Object) names(devices))
                .query(QueuedCommand::read)
                .list();
    }

    /** It is not waited for any longer than until then. */
    void shortenWait(long command, Instant until) {
        Timestamp end = Timestamp.from(until);
        jdbc.sql("update meter_command set waits_until = ? where id = ? and state = 'SENT' and waits_until > ?")
                .params(end, command, end)
                .update();
    }
}
