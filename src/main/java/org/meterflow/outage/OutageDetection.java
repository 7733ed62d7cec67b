package org.meterflow.outage;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Looks every few seconds whether single losses have become an outage, and how the outages go on; one node at a time. */
@Component
class OutageDetection {

    private static final long LOCK = 0x4F757461676573L;

    /** An outage that has grown, and what was told of it. */
    private record Growth(long id, String area, int hubs, Instant toldAt) {}

    private final JdbcClient jdbc;
    private final OutageSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OutageDetection(JdbcClient jdbc, OutageSettings settings, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${meterflow.outages.look-every:PT2S}")
    @Transactional
    void look() {
        boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
        if (mine) {
            Instant now = clock.instant();
            open(now);
            join();
            count();
            tellGrowth(now);
            close(now);
        }
    }

    private void open(Instant now) {
        jdbc.sql("""
                        insert into outage (area, started_at, opened_at, last_loss, hubs, told_hubs, told_at)
                        select area, min(lost_at), :now, max(lost_at), count(*), count(*), :now
                        from supply_loss
                        where restored_at is null and outage is null and noted_at > :since and area <> :nowhere
                        group by area having count(*) > :threshold
                        on conflict (area) where restored_at is null do nothing
                        returning *
                        """)
                .param("now", Timestamp.from(now))
                .param("since", Timestamp.from(now.minus(settings.window())))
                .param("threshold", settings.threshold())
                .param("nowhere", Areas.NOWHERE)
                .query(Outages::read)
                .list()
                .forEach(outage -> events.publishEvent(
                        new OutageOpened(outage.id(), outage.area(), outage.startedAt(), outage.hubs(), now)));
    }

    /** A home that loses its supply where there is an outage is part of it. */
    private void join() {
        jdbc.sql("""
                        update supply_loss l set outage = o.id from outage o
                        where o.restored_at is null and o.area = l.area and l.outage is null and l.restored_at is null
                          and l.lost_at >= o.started_at
                        """).update();
    }

    private void count() {
        jdbc.sql("""
                        update outage o set hubs = c.hubs, restored = c.restored, last_loss = c.last_loss
                        from (select outage, count(distinct hub) as hubs, max(lost_at) as last_loss,
                                     count(distinct hub) - count(distinct hub) filter (where restored_at is null) as restored
                              from supply_loss where outage in (select id from outage where restored_at is null)
                              group by outage) c
                        where o.id = c.outage and (o.hubs, o.restored) <> (c.hubs, c.restored)
                        """).update();
    }

    private void tellGrowth(Instant now) {
        List<Growth> grown = jdbc.sql("""
                        select id, area, hubs, told_at from outage
                        where restored_at is null and hubs > told_hubs
                        """)
                .query((row, number) -> new Growth(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getTimestamp(4).toInstant()))
                .list();
        grown.stream()
                .filter(growth -> Duration.between(growth.toldAt(), now).compareTo(settings.grewEvery()) >= 0)
                .forEach(growth -> {
                    jdbc.sql("update outage set told_hubs = ?, told_at = ? where id = ?")
                            .params(growth.hubs(), Timestamp.from(now), growth.id())
                            .update();
                    events.publishEvent(new OutageGrew(growth.id(), growth.area(), growth.hubs(), now));
                });
    }

    private void close(Instant now) {
        List<Outage> over = jdbc.sql("""
                        update outage set restored_at = :now
                        where restored_at is null and restored >= hubs * :share
                        returning *
                        """)
                .param("now", Timestamp.from(now))
                .param("share", settings.restoredShare())
                .query(Outages::read)
                .list();
        for (Outage outage : over) {
            jdbc.sql("update supply_loss set outage = null where outage = ? and restored_at is null")
                    .param(outage.id())
                    .update();
            events.publishEvent(new OutageRestored(
                    outage.id(), outage.area(), outage.startedAt(), outage.hubs(), outage.restored(), now));
        }
    }
}
