package org.meterflow.gateway.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterflow.gateway.schedule.ScheduledRead.State;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The runs of schedules, written in the transaction of whoever decides. */
@Repository
public class ScheduledReadBook {

    private final JdbcClient jdbc;
    private final Clock clock;

    ScheduledReadBook(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public ScheduledRead note(Schedule schedule, Instant dueAt, State state, String reason) {
        long id = jdbc.sql("""
                        insert into scheduled_read (schedule, due_at, state, reason, noted_at)
                        values (?, ?, ?, ?, ?) returning id
                        """)
                .params(schedule.id(), Timestamp.from(dueAt), state.name(), reason, now())
                .query(Long.class)
                .single();
        Terms terms = schedule.terms();
        return new ScheduledRead(
                id,
                schedule.id(),
                schedule.owner(),
                schedule.device(),
                terms.serviceReference(),
                terms.variant(),
                dueAt,
                state);
    }

    /** A read that waits for its device, whose command has this reference; nobody else gets it while this runs. */
    public Optional<ScheduledRead> sent(String reference) {
        return ScheduledRead.idOf(reference)
                .flatMap(id ->
                        jdbc.sql("""
                        select r.id, r.schedule, s.owner, s.device, s.service_reference, s.variant, r.due_at, r.state
                          from scheduled_read r join schedule s on s.id = r.schedule
                         where r.id = ? and r.state = 'SENT' for update of r
                        """).param(id).query(ScheduledReadBook::read).optional());
    }

    /**
     * Ends a read whose command has this reference.
     *
     * @return empty when the command is somebody else's, or the read has ended before
     */
    public Optional<ScheduledRead> settle(String reference, State state, String reason) {
        return ScheduledRead.idOf(reference)
                .flatMap(id -> jdbc.sql("""
                        update scheduled_read r set state = ?, reason = ?, noted_at = ? from schedule s
                         where r.id = ? and r.state = 'SENT' and s.id = r.schedule
                        returning r.id, r.schedule, s.owner, s.device, s.service_reference, s.variant, r.due_at, r.state
                        """)
                        .params(state.name(), reason, now(), id)
                        .query(ScheduledReadBook::read)
                        .optional());
    }

    /** A schedule's runs, the first first. */
    public List<ScheduledRead> readsOf(long schedule) {
        return jdbc.sql("""
                        select r.id, r.schedule, s.owner, s.device, s.service_reference, s.variant, r.due_at, r.state
                          from scheduled_read r join schedule s on s.id = r.schedule
                         where r.schedule = ? order by r.id
                        """).param(schedule).query(ScheduledReadBook::read).list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static ScheduledRead read(ResultSet row, int number) throws SQLException {
        return new ScheduledRead(
                row.getLong("id"),
                row.getLong("schedule"),
                new Eui64(row.getString("owner")),
                new Eui64(row.getString("device")),
                row.getString("service_reference"),
                row.getString("variant"),
                row.getTimestamp("due_at").toInstant(),
                State.valueOf(row.getString("state")));
    }
}
