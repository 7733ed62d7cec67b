package org.meterflow.process.fieldvisit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Visits {

    private final JdbcClient jdbc;

    Visits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Does nothing when it is known: a step may be repeated. */
    void add(String id, String mpxn, String about, Instant askedAt) {
        jdbc.sql("insert into field_visit (id, mpxn, about, asked_at) values (?, ?, ?, ?) on conflict (id) do nothing")
                .params(id, mpxn, about, Timestamp.from(askedAt))
                .update();
    }

    void book(String id, Instant slot, Instant at) {
        jdbc.sql("""
                        update field_visit set bookings = bookings + 1, slot = ?, booked_at = ?, reported = null, note = null,
                            priority = false
                        where id = ?""").params(Timestamp.from(slot), Timestamp.from(at), id).update();
    }

    void missed(String id) {
        jdbc.sql("update field_visit set missed = missed + 1, priority = true, slot = null where id = ?")
                .param(id)
                .update();
    }

    void noAccess(String id) {
        jdbc.sql("update field_visit set tries = tries + 1, slot = null where id = ?")
                .param(id)
                .update();
    }

    void report(String id, String outcome, @Nullable String note) {
        jdbc.sql("update field_visit set reported = ?, note = ? where id = ?")
                .params(outcome, note, id)
                .update();
    }

    void cancel(String id, Instant at) {
        jdbc.sql("update field_visit set cancelled_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    Optional<Visit> find(String id) {
        return find(id, "");
    }

    /** Until the caller's transaction ends nobody else writes anything down of it. */
    Optional<Visit> findLocked(String id) {
        return find(id, " for update");
    }

    private Optional<Visit> find(String id, String locked) {
        return jdbc.sql("select * from field_visit where id = ?" + locked)
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    private static Visit read(ResultSet row) throws SQLException {
        return new Visit(
                row.getString("id"),
                row.getString("mpxn"),
                row.getString("about"),
                row.getTimestamp("asked_at").toInstant(),
                row.getInt("bookings"),
                instant(row.getTimestamp("slot")),
                instant(row.getTimestamp("booked_at")),
                row.getInt("missed"),
                row.getInt("tries"),
                row.getBoolean("priority"),
                row.getString("reported"),
                row.getString("note"),
                instant(row.getTimestamp("cancelled_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
