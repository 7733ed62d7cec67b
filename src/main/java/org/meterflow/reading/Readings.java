package org.meterflow.reading;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of meters' logs. */
@Component
public class Readings {

    private final JdbcClient jdbc;

    Readings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of time, then by register. */
    public List<Reading> of(Eui64 device, ReadingLog log, Instant from, Instant to) {
        return jdbc.sql("""
                        select register, at, value, unit, previous from reading
                        where device = ? and log = ? and at >= ? and at < ? order by at, register
                        """)
                .params(device.value(), log.name(), Timestamp.from(from), Timestamp.from(to))
                .query((row, number) -> new Reading(
                        row.getString("register"),
                        row.getTimestamp("at").toInstant(),
                        row.getBigDecimal("value"),
                        row.getString("unit"),
                        row.getBigDecimal("previous")))
                .list();
    }

    /** When the log's last known row is from. */
    public Optional<Instant> last(Eui64 device, ReadingLog log) {
        return jdbc.sql("select at from reading where device = ? and log = ? order by at desc limit 1")
                .params(device.value(), log.name())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /** Periods that are missing between what is known, oldest first; those the meter itself does not have included. */
    public List<Gap> gaps(Eui64 device, ReadingLog log) {
        return jdbc.sql("""
                        select from_at, to_at, closed_at is not null as given_up, remark from reading_gap
                        where device = ? and log = ? and (closed_at is null or remark <> 'filled') order by from_at
                        """)
                .params(device.value(), log.name())
                .query((row, number) -> new Gap(
                        row.getTimestamp("from_at").toInstant(),
                        row.getTimestamp("to_at").toInstant(),
                        row.getBoolean("given_up"),
                        row.getString("remark")))
                .list();
    }
}
