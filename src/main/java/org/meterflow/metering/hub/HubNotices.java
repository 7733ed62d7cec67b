package org.meterflow.metering.hub;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.hub.HubNotice.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What operators should know of hubs. It is counted in memory and written with the node's next heartbeat, so that whoever
 * makes trouble cannot make the database write for each time; only hubs of the inventory are counted one by one.
 */
@Component
public class HubNotices {

    private static final Logger log = LoggerFactory.getLogger(HubNotices.class);
    private static final int MOST_UNWRITTEN = 10_000;

    private record Key(Eui64 hub, Kind kind) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Key, Long> unwritten = new HashMap<>();

    HubNotices(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    synchronized void note(Eui64 hub, Kind kind) {
        Key key = new Key(hub, kind);
        if (unwritten.containsKey(key) || unwritten.size() < MOST_UNWRITTEN) {
            unwritten.merge(key, 1L, Long::sum);
        }
    }

    /** It has proven itself: a certificate is there. */
    void settled(Eui64 hub) {
        jdbc.sql("delete from hub_notice where hub = ? and kind = 'NO_CERTIFICATE'")
                .param(hub.value())
                .update();
    }

    void write() {
        Timestamp now = Timestamp.from(clock.instant());
        take().forEach((key, times) -> write(key, times, now));
    }

    private void write(Key key, long times, Timestamp now) {
        jdbc.sql("""
                            insert into hub_notice as known (hub, kind, times, first_at, last_at)
                            values (:hub, :kind, :times, :now, :now)
                            on conflict (hub, kind) do update
                            set times = known.times + excluded.times, last_at = excluded.last_at
                            """)
                .param("hub", key.hub().value())
                .param("kind", key.kind().name())
                .param("times", times)
                .param("now", now)
                .update();
        log.warn("Hub {}: {} ({} times)", key.hub(), key.kind(), times);
    }

    private synchronized Map<Key, Long> take() {
        Map<Key, Long> taken = Map.copyOf(unwritten);
        unwritten.clear();
        return taken;
    }

    /** The latest first. */
    public List<HubNotice> latest(int limit) {
        return jdbc.sql("select * from hub_notice order by last_at desc, hub, kind limit ?")
                .param(limit)
                .query((row, number) -> new HubNotice(
                        new Eui64(row.getString("hub")),
                        Kind.valueOf(row.getString("kind")),
                        row.getLong("times"),
                        row.getTimestamp("first_at").toInstant(),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }
}
