package org.meterflow.metering;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Commands for which something has taken too long, locked and the longest first. The platform's clock says what is late;
 * that it has really passed is asked of the database's, for the platform's can be moved.
 */
@Repository
class LateCommands {

    private static final String NOTHING_UNREAD = """
            not exists (select from meter_message m
                        where m.sender = c.device and m.verdict is null and m.failures < 5)
            """;
    private static final String REALLY = "<= clock_timestamp() - :seconds * interval '1 second'";

    private final JdbcClient jdbc;

    LateCommands(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Attempts that have waited long enough; not those whose device has sent something still unread. */
    List<QueuedCommand> unanswered(Instant now, Duration leastWait, int limit) {
        return late(
                "SENT", "waits_until", "c.really_sent_at " + REALLY + " and " + NOTHING_UNREAD, now, leastWait, limit);
    }

    /** Commands whose time is over while they wait: tried already, not reachable, or passed over for long. */
    List<QueuedCommand> overdue(Instant now, Duration leastPatience, int limit) {
        note("QUEUED", "deadline", now);
        String passedOver = """
                (c.attempts > 0 or c.really_overdue_at %s
                 or c.line is null and not exists (select from hub_reach r where r.device = c.device))
                """.formatted(REALLY);
        return late("QUEUED", "deadline", passedOver, now, leastPatience, limit);
    }

    /** What devices accepted for a date up to then and have said nothing of since. */
    List<QueuedCommand> untold(Instant date, Duration leastPatience, int limit) {
        note("PENDING_EXECUTION", "takes_effect_at", date);
        String silent = "c.really_overdue_at " + REALLY + " and " + NOTHING_UNREAD;
        return late("PENDING_EXECUTION", "takes_effect_at", silent, date, leastPatience, limit);
    }

    private void note(String state, String due, Instant now) {
        jdbc.sql("""
                        update meter_command set really_overdue_at = clock_timestamp()
                        where state = '%s' and %s <= ? and really_overdue_at is null
                        """.formatted(state, due)).param(Timestamp.from(now)).update();
    }

    private List<QueuedCommand> late(
            String state, String due, String condition, Instant now, Duration least, int limit) {
        return jdbc.sql("""
                        select c.* from meter_command c
                        where c.state = '%1$s' and c.%2$s <= :now and %3$s
                        order by c.%2$s limit :limit
                        for update of c skip locked
                        """.formatted(state, due, condition))
                .param("now", Timestamp.from(now))
                .param("seconds", least.toMillis() / 1000.0)
                .param("limit", limit)
                .query(QueuedCommand::read)
                .list();
    }
}
