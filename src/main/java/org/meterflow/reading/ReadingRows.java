package org.meterflow.reading;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table of readings: a device, a log, a register and a time have one row. */
@Repository
class ReadingRows {

    /** @param fresh rows that are new; {@code corrected} those that were known otherwise */
    record Stored(int fresh, int corrected) {}

    private final JdbcTemplate jdbc;

    ReadingRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Stored store(Eui64 device, ReadingLog log, List<Reading> readings, Instant now) {
        Map<String, Reading> distinct = new LinkedHashMap<>();
        readings.forEach(reading -> distinct.put(reading.register() + " " + reading.at(), reading));
        List<Boolean> inserted = jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                            insert into reading as known (device, log, register, at, value, unit, received_at)
                            select ?, ?, register, at, value, unit, ?
                            from unnest(?, ?, ?, ?) as new (register, at, value, unit)
                            on conflict (device, log, register, at) do update
                            set value = excluded.value, unit = excluded.unit, previous = known.value,
                                corrected_at = excluded.received_at
                            where known.value <> excluded.value
                            returning previous is null
                            """);
                    statement.setString(1, device.value());
                    statement.setString(2, log.name());
                    statement.setTimestamp(3, Timestamp.from(now));
                    List<Reading> rows = List.copyOf(distinct.values());
                    statement.setArray(4, array(connection, "text", rows, Reading::register));
                    statement.setArray(5, array(connection, "timestamptz", rows, row -> Timestamp.from(row.at())));
                    statement.setArray(6, array(connection, "numeric", rows, Reading::value));
                    statement.setArray(7, array(connection, "text", rows, Reading::unit));
                    return statement;
                },
                (row, number) -> row.getBoolean(1));
        int fresh = (int) inserted.stream().filter(is -> is).count();
        return new Stored(fresh, inserted.size() - fresh);
    }

    private static Array array(Connection connection, String type, List<Reading> rows, Function<Reading, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
}
