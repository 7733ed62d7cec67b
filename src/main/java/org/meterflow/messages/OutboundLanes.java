package org.meterflow.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who sends on which lane. A lease that is not renewed passes to whichever node asks next. */
@Repository
class OutboundLanes {

    private final JdbcClient jdbc;

    OutboundLanes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lanes with something to send that nobody holds and no failure holds back; those served longest ago first. */
    List<Lane> ready(Instant now, int limit) {
        return jdbc.sql("""
                        with recursive pending as (
                            (select channel, recipient, lane from outbound_message
                             where state in ('PENDING', 'RETRYING') order by channel, recipient, lane limit 1)
                            union all
                            select n.channel, n.recipient, n.lane from pending p, lateral (
                                select m.channel, m.recipient, m.lane from outbound_message m
                                where m.state in ('PENDING', 'RETRYING')
                                  and (m.channel, m.recipient, m.lane) > (p.channel, p.recipient, p.lane)
                                order by m.channel, m.recipient, m.lane limit 1) n
                        )
                        select p.channel, p.recipient, p.lane as number
                        from pending p left join outbound_lane l using (channel, recipient, lane)
                        where (l.leased_until is null
                               or (l.leased_until <= clock_timestamp() and l.blocked_until <= clock_timestamp()))
                          and exists (select from outbound_message m
                                      where m.channel = p.channel and m.recipient = p.recipient and m.lane = p.lane
                                        and m.state in ('PENDING', 'RETRYING') and m.not_before <= :now)
                        order by l.leased_until nulls first
                        limit :limit
                        """)
                .param("now", Rows.timestamp(now))
                .param("limit", limit)
                .query(Lane.class)
                .list();
    }

    /** @return whether the lane is now the owner's, for as long as the lease */
    boolean lease(Lane lane, String owner, Duration lease) {
        return jdbc.sql("""
                        insert into outbound_lane as l (channel, recipient, lane, owner, leased_until)
                        values (:channel, :recipient, :lane, :owner, clock_timestamp() + :lease * interval '1 millisecond')
                        on conflict (channel, recipient, lane) do update
                            set owner = excluded.owner, leased_until = excluded.leased_until
                            where l.leased_until <= clock_timestamp() and l.blocked_until <= clock_timestamp()
                        """)
                        .param("channel", lane.channel())
                        .param("recipient", lane.recipient())
                        .param("lane", lane.number())
                        .param("owner", owner)
                        .param("lease", lease.toMillis())
                        .update()
                == 1;
    }

    /** @return false when the lease has been lost to another node */
    boolean renew(Lane lane, String owner, Duration lease) {
        return jdbc.sql("""
                        update outbound_lane set leased_until = clock_timestamp() + :lease * interval '1 millisecond'
                        where channel = :channel and recipient = :recipient and lane = :lane and owner = :owner
                          and leased_until > clock_timestamp()
                        """)
                        .param("channel", lane.channel())
                        .param("recipient", lane.recipient())
                        .param("lane", lane.number())
                        .param("owner", owner)
                        .param("lease", lease.toMillis())
                        .update()
                == 1;
    }

    void release(Lane lane, String owner) {
        jdbc.sql("""
                        update outbound_lane set leased_until = clock_timestamp()
                        where channel = :channel and recipient = :recipient and lane = :lane and owner = :owner
                        """)
                .param("channel", lane.channel())
                .param("recipient", lane.recipient())
                .param("lane", lane.number())
                .param("owner", owner)
                .update();
    }

    /** @return failures in a row on this lane, this one included */
    int noteFailure(Lane lane) {
        return jdbc.sql("""
                        update outbound_lane set failures = failures + 1
                        where channel = :channel and recipient = :recipient and lane = :lane
                        returning failures
                        """)
                .param("channel", lane.channel())
                .param("recipient", lane.recipient())
                .param("lane", lane.number())
                .query(Integer.class)
                .single();
    }

    void block(Lane lane, Duration pause) {
        jdbc.sql("""
                        update outbound_lane set blocked_until = clock_timestamp() + :pause * interval '1 millisecond'
                        where channel = :channel and recipient = :recipient and lane = :lane
                        """)
                .param("channel", lane.channel())
                .param("recipient", lane.recipient())
                .param("lane", lane.number())
                .param("pause", pause.toMillis())
                .update();
    }

    void noteSuccess(Lane lane) {
        jdbc.sql("""
                        update outbound_lane set failures = 0, blocked_until = '-infinity'
                        where channel = :channel and recipient = :recipient and lane = :lane and failures > 0
                        """)
                .param("channel", lane.channel())
                .param("recipient", lane.recipient())
                .param("lane", lane.number())
                .update();
    }
}
