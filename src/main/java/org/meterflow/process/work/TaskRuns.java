package org.meterflow.process.work;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.meterflow.process.work.TaskRun.Row;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Remembers what was done to many tasks at once: whoever sends it again, or reloads, reads what came of it. */
@Repository
public class TaskRuns {

    private static final Duration KEPT_FOR = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final Clock clock;

    TaskRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return false when it has begun before: then it must not be done again */
    @Transactional
    public boolean begin(UUID id, String person, String act, List<Row> rows) {
        jdbc.sql("delete from task_run where at < ?")
                .param(Timestamp.from(clock.instant().minus(KEPT_FOR)))
                .update();
        int begun = jdbc.sql("insert into task_run (id, person, act, at) values (?, ?, ?, ?) on conflict do nothing")
                .params(id, person, act, Timestamp.from(clock.instant()))
                .update();
        for (int position = 0; begun == 1 && position < rows.size(); position++) {
            Row row = rows.get(position);
            jdbc.sql("insert into task_run_row (run, position, task, name, about) values (?, ?, ?, ?, ?)")
                    .params(id, position, row.task(), row.name(), row.about())
                    .update();
        }
        return begun == 1;
    }

    public void came(UUID id, String task, boolean done, String sentence) {
        jdbc.sql("update task_run_row set done = ?, sentence = ? where run = ? and task = ?")
                .params(done, sentence, id, task)
                .update();
    }

    /** As if it had not begun: nothing has been done to any task. */
    public void forget(UUID id) {
        jdbc.sql("delete from task_run where id = ?").param(id).update();
    }

    /** A person's own. */
    public Optional<TaskRun> of(UUID id, String person) {
        return jdbc.sql("select act, at from task_run where id = ? and person = ?")
                .params(id, person)
                .query((row, number) -> new TaskRun(
                        id, row.getString("act"), row.getTimestamp("at").toInstant(), rows(id)))
                .optional();
    }

    private List<Row> rows(UUID id) {
        return jdbc.sql("select task, name, about, done, sentence from task_run_row where run = ? order by position")
                .param(id)
                .query(Row.class)
                .list();
    }
}
