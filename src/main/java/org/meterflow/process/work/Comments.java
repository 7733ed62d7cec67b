package org.meterflow.process.work;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.meterflow.process.CaseKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people tell each other about a case: added only, never changed. */
@Repository
public class Comments {

    private final JdbcClient jdbc;
    private final Clock clock;

    Comments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param once of the form: sent twice, it is written once */
    public void add(UUID once, CaseKey key, String taskName, String text, String person) {
        jdbc.sql("""
                        insert into case_comment (once, process, case_id, task_name, text, person, at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (once) do nothing
                        """)
                .params(once, key.process(), key.caseId(), taskName, text, person, Timestamp.from(clock.instant()))
                .update();
    }

    /** The oldest first. */
    public List<CaseComment> of(CaseKey key) {
        return jdbc.sql("""
                        select task_name, text, person, at from case_comment
                        where process = ? and case_id = ? order by id
                        """)
                .params(key.process(), key.caseId())
                .query(CaseComment.class)
                .list();
    }
}
