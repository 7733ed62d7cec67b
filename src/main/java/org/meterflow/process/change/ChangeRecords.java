package org.meterflow.process.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Clock;
import org.meterflow.process.change.ProcessChange.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes down changes, their files, and what became of them. Nothing of it is changed or forgotten. */
@Repository
class ChangeRecords {

    private static final long LOCK = 0x4D46_0090L;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    ChangeRecords(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Lets nobody else propose or decide until this transaction ends. */
    void alone() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().listOfRows();
    }

    long add(String person, String reason) {
        return jdbc.sql("insert into process_change (proposed_at, proposed_by, reason) values (?, ?, ?) returning id")
                .params(Timestamp.from(clock.instant()), person, reason)
                .query(Long.class)
                .single();
    }

    void add(long change, ChangedFile file, byte[] content) {
        try {
            jdbc.sql("""
                            insert into process_change_file (change_id, kind, key, title, name, content, base, differences)
                            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                            """)
                    .params(
                            change,
                            file.kind().name(),
                            file.key(),
                            file.title(),
                            file.name(),
                            content,
                            file.base(),
                            json.writeValueAsString(file.differences()))
                    .update();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @return false when it has ended already */
    boolean end(long change, Outcome outcome, String person, String reason) {
        int ended = jdbc.sql("""
                        insert into process_change_end (change_id, outcome, at, actor, reason)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(change, outcome.name(), Timestamp.from(clock.instant()), person, reason)
                .update();
        return ended == 1;
    }
}
