package org.meterflow.outage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The outages there are and were. */
@Component
public class Outages {

    private static final String SELECT =
            "select id, area, started_at, last_loss, hubs, restored, restored_at from outage ";

    private final JdbcClient jdbc;
    private final Areas areas;

    Outages(JdbcClient jdbc, Areas areas) {
        this.jdbc = jdbc;
        this.areas = areas;
    }

    /** Those that last, the largest first. */
    public List<Outage> open() {
        return jdbc.sql(SELECT + "where restored_at is null order by hubs desc, id")
                .query(Outages::read)
                .list();
    }

    /** Whether one lasts in the hub's area, be the hub without power or not. */
    public boolean lastsAround(Eui64 hub) {
        return jdbc.sql("select exists (select from outage where restored_at is null and area = ?)")
                .param(areas.of(Set.of(hub)).get(hub))
                .query(Boolean.class)
                .single();
    }

    public Optional<Outage> find(long id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(Outages::read).optional();
    }

    /** Those that began in this period, in order. */
    public List<Outage> startedBetween(Instant from, Instant to) {
        return jdbc.sql(SELECT + "where started_at >= ? and started_at < ? order by started_at, id")
                .params(Timestamp.from(from), Timestamp.from(to))
                .query(Outages::read)
                .list();
    }

    static Outage read(ResultSet row, int number) throws SQLException {
        Timestamp restored = row.getTimestamp("restored_at");
        return new Outage(
                row.getLong("id"),
                row.getString("area"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("last_loss").toInstant(),
                row.getInt("hubs"),
                row.getInt("restored"),
                restored == null ? null : restored.toInstant());
    }
}
