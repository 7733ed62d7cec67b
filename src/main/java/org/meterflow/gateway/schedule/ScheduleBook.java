package org.meterflow.gateway.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Schedules, written in the transaction of whoever decides. */
@Repository
public class ScheduleBook {

    /** Why one has ended that its user did not want any more. */
    public static final String DELETED = "Deleted by its user";

    private final JdbcClient jdbc;
    private final Clock clock;

    ScheduleBook(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param request the number of the request that asked for it; 0 where a process has, in its owner's name
     * @param occurrence the first run's number
     * @return the schedule's id
     */
    public long add(Eui64 owner, Eui64 device, Terms terms, long request, int occurrence) {
        LogPeriod period = terms.period();
        return jdbc.sql("""
                        insert into schedule (owner, device, frequency, starts_on, ends_on, at, reader_certificate,
                               service_reference, variant, log_from_days, log_from_time, log_to_days, log_to_time,
                               created_by, created_at, occurrence, next_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                        """)
                .param(owner.value())
                .param(device.value())
                .param(terms.frequency().name())
                .param(terms.startsOn())
                .param(terms.endsOn())
                .param(terms.at())
                .param(terms.readerCertificate())
                .param(terms.serviceReference())
                .param(terms.variant())
                .param(period == null ? null : period.fromDays())
                .param(period == null ? null : period.fromTime())
                .param(period == null ? null : period.toDays())
                .param(period == null ? null : period.toTime())
                .param(request == 0 ? null : request)
                .param(now())
                .param(occurrence)
                .param(Timestamp.from(terms.occurrence(occurrence).orElseThrow()))
                .query(Long.class)
                .single();
    }

    /** Empty when it has ended, or is not this user's. */
    public Optional<Schedule> find(long id, Eui64 owner) {
        return jdbc.sql("select * from schedule where id = ? and owner = ? and ended_at is null")
                .params(id, owner.value())
                .query(ScheduleBook::read)
                .optional();
    }

    public List<Schedule> of(Eui64 owner, Eui64 device) {
        return jdbc.sql("select * from schedule where device = ? and owner = ? and ended_at is null order by id")
                .params(device.value(), owner.value())
                .query(ScheduleBook::read)
                .list();
    }

    public List<Schedule> of(Eui64 device) {
        return jdbc.sql("select * from schedule where device = ? and ended_at is null order by id")
                .param(device.value())
                .query(ScheduleBook::read)
                .list();
    }

    /** One that has ended for another reason than that its user has deleted it, and that was not taken up again. */
    public Optional<Schedule> findEnded(long id) {
        return jdbc.sql("""
                        select * from schedule ended where id = ? and ended_at is not null and end_reason <> ?
                           and not exists (select from schedule where continues = ended.id)""").params(id, DELETED).query(ScheduleBook::read).optional();
    }

    /** @return the id of the one that goes on with it */
    public long takeUpAgain(Schedule ended, int occurrence) {
        return jdbc.sql("""
                        insert into schedule (owner, device, frequency, starts_on, ends_on, at, reader_certificate,
                               service_reference, variant, log_from_days, log_from_time, log_to_days, log_to_time,
                               created_by, created_at, occurrence, next_at, continues)
                        select owner, device, frequency, starts_on, ends_on, at, reader_certificate,
                               service_reference, variant, log_from_days, log_from_time, log_to_days, log_to_time,
                               created_by, ?, ?, ?, id from schedule where id = ? returning id""")
                .param(now())
                .param(occurrence)
                .param(Timestamp.from(ended.terms().occurrence(occurrence).orElseThrow()))
                .param(ended.id())
                .query(Long.class)
                .single();
    }

    /** One at a time may count a user's schedules of a device and add another, until the transaction ends. */
    public void lock(Eui64 owner, Eui64 device) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("schedules " + owner + " " + device)
                .query((row, number) -> true)
                .single();
    }

    /** @return false when it had ended before */
    public boolean end(long id, String reason) {
        return jdbc.sql("update schedule set ended_at = ?, end_reason = ? where id = ? and ended_at is null")
                        .params(now(), reason, id)
                        .update()
                > 0;
    }

    /** The next schedule that is due; nobody else gets it while this transaction runs. */
    public Optional<Schedule> nextDue() {
        return jdbc.sql("""
                        select * from schedule where ended_at is null and next_at <= ?
                         order by next_at, id limit 1 for update skip locked
                        """).param(now()).query(ScheduleBook::read).optional();
    }

    /** After the last run, the schedule has ended. */
    public void moveTo(Schedule schedule, int occurrence) {
        Optional<Instant> next = schedule.terms().occurrence(occurrence);
        if (next.isEmpty()) {
            end(schedule.id(), "Its last day is over");
            return;
        }
        jdbc.sql("update schedule set occurrence = ?, next_at = ? where id = ?")
                .params(occurrence, Timestamp.from(next.get()), schedule.id())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Schedule read(ResultSet row, int number) throws SQLException {
        return new Schedule(
                row.getLong("id"),
                new Eui64(row.getString("owner")),
                new Eui64(row.getString("device")),
                terms(row),
                row.getInt("occurrence"),
                row.getTimestamp("next_at").toInstant());
    }

    private static Terms terms(ResultSet row) throws SQLException {
        return new Terms(
                Frequency.valueOf(row.getString("frequency")),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getObject("at", LocalTime.class),
                row.getBytes("reader_certificate"),
                row.getString("service_reference"),
                row.getString("variant"),
                row.getObject("log_from_days") == null ? null : LogPeriod.read(row));
    }
}
