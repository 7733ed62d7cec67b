package org.meterflow.process;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened in each case, for good: rows are only ever added, in the transaction in which the thing happened. */
@Component
public class Timeline {

    public static final String PLATFORM = "Meterflow";

    private final JdbcClient jdbc;
    private final Clock clock;

    Timeline(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void note(CaseKey key, StoryKind kind, String title, String detail, String actor) {
        jdbc.sql(
                        "insert into case_event (process, case_id, at, kind, title, detail, actor) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        key.process(),
                        key.caseId(),
                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                        kind.name(),
                        title,
                        detail,
                        actor)
                .update();
    }

    /** Oldest first. */
    public List<TimelineEntry> of(CaseKey key) {
        return jdbc.sql("""
                        select id, at, kind, title, detail, actor from case_event
                        where process = ? and case_id = ? order by at, id""")
                .params(key.process(), key.caseId())
                .query(TimelineEntry.class)
                .list();
    }
}
