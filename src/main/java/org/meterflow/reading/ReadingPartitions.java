package org.meterflow.reading;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A table for each month, made before the month begins: old months can be taken away whole, and queries look at few.
 * What lies outside all months that are ready goes into a table of its own, so that nothing is lost.
 */
@Component
class ReadingPartitions {

    private static final long LOCK = 0x52656164696E67L;

    private final JdbcClient jdbc;
    private final ReadingSettings settings;
    private final Clock clock;

    ReadingPartitions(JdbcClient jdbc, ReadingSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(fixedDelayString = "${meterflow.readings.look-for-months-every:PT10M}", initialDelayString = "PT1M")
    @Transactional
    public void makeReady() {
        Instant now = clock.instant();
        YearMonth last = month(now).plusMonths(settings.monthsAhead());
        Set<String> there = new HashSet<>(existing());
        if (there.contains(name(last)) && there.contains(name(month(now)))) {
            return;
        }
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(LOCK)
                .query((row, number) -> true)
                .list();
        there.addAll(existing());
        YearMonth first = month(now.minus(settings.halfHourlyReach()));
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            if (!there.contains(name(month))) {
                make(month);
            }
        }
    }

    private Set<String> existing() {
        return jdbc.sql("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'reading'::regclass
                        """).query(String.class).set();
    }

    /** Rows that came before the month was ready move into it. */
    private void make(YearMonth month) {
        String table = name(month);
        String from = month.atDay(1) + "T00:00:00Z";
        String to = month.plusMonths(1).atDay(1) + "T00:00:00Z";
        jdbc.sql("create table %s (like reading including defaults)".formatted(table))
                .update();
        jdbc.sql("""
                        with early as (delete from reading_other where at >= '%s' and at < '%s' returning *)
                        insert into %s select * from early
                        """.formatted(from, to, table)).update();
        jdbc.sql("alter table reading attach partition %s for values from ('%s') to ('%s')".formatted(table, from, to))
                .update();
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atZone(ZoneOffset.UTC));
    }

    private static String name(YearMonth month) {
        return String.format(Locale.ROOT, "reading_%d_%02d", month.getYear(), month.getMonthValue());
    }
}
