package org.meterflow.reading;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of missing periods: found between known rows, asked for, and closed one way or the other. */
@Repository
class ReadingGaps {

    private static final String PREFIX = "backfill/";

    private final JdbcClient jdbc;
    private final ReadingSettings settings;

    ReadingGaps(JdbcClient jdbc, ReadingSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    static String reference(long gap, int ask) {
        return PREFIX + gap + "/" + ask;
    }

    /** Finds what is missing of one log, in parts that can be asked for; a period once found is not found again. */
    void look(Eui64 device, ReadingLog log, Instant now) {
        Duration step = log.step();
        jdbc.sql("""
                        insert into reading_gap (device, log, from_at, to_at, found_at, next_ask_at)
                        select :device, :log, part,
                               least(part + (:longest - :step) * interval '1 second', next - :step * interval '1 second'),
                               :now, :now
                        from (select at, lead(at) over (order by at) as next
                              from (select distinct at from reading
                                    where device = :device and log = :log and at >= :since) times) pairs,
                             generate_series(at + :step * interval '1 second', next - :step * interval '1 second',
                                             :longest * interval '1 second') part
                        where next - at > 1.5 * :step * interval '1 second'
                        on conflict (device, log, from_at) do nothing
                        """)
                .param("device", device.value())
                .param("log", log.name())
                .param("step", step.toSeconds())
                .param("longest", settings.longestAsk(log).toSeconds())
                .param("since", Timestamp.from(now.minus(settings.reach(log))))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Closes the period that was asked for: by now either it is known, or the meter does not have it. */
    void answered(String reference, Instant now) {
        if (reference.startsWith(PREFIX)) {
            jdbc.sql("""
                            update reading_gap g set closed_at = :now, remark = case
                                when exists (select from reading r
                                             where r.device = g.device and r.log = g.log and r.at between g.from_at and g.to_at)
                                then 'filled' else 'the meter has nothing of this period' end
                            where reference = :reference and closed_at is null
                            """)
                    .param("now", Timestamp.from(now))
                    .param("reference", reference)
                    .update();
        }
    }

    /** It is asked for again some time later, but not for ever. */
    void unanswered(String reference, String reason, Instant now) {
        if (reference.startsWith(PREFIX)) {
            jdbc.sql("""
                            update reading_gap
                            set remark = :reason, next_ask_at = :again,
                                closed_at = case when asks >= :most then cast(:now as timestamptz) end
                            where reference = :reference and closed_at is null
                            """)
                    .param("reason", reason)
                    .param("again", Timestamp.from(now.plus(settings.askAgainAfter())))
                    .param("most", settings.asks())
                    .param("now", Timestamp.from(now))
                    .param("reference", reference)
                    .update();
        }
    }
}
