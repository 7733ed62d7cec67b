package org.meterflow.process.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.meterflow.process.WorkItem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tasks that have a time in which they should be done, by how much of it has gone. One that was late from the start is given
 * an hour.
 */
@Component
public class DueTasks {

    private static final String PASSED = """
            select task.id_ from act_ru_task task
            where task.due_date_ is not null and task.suspension_state_ = 1
              and :now >= task.create_time_ + (:share / 100.0) * case
                  when task.due_date_ > task.create_time_ then task.due_date_ - task.create_time_
                  else interval '1 hour' end
              and not exists (
                  select from task_escalation passed where passed.task_id = task.id_ and passed.share >= :share)
            order by task.due_date_ limit :most
            """;

    private static final String WAITING = """
            from task_escalation passed join act_ru_task task on task.id_ = passed.task_id
            where passed.share >= :share
            """;

    private final JdbcClient jdbc;
    private final Tasks tasks;
    private final Clock clock;

    DueTasks(JdbcClient jdbc, Tasks tasks, Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * Those that have used up so much of their time, and of which that has not been noted yet.
     *
     * @param share in percent
     * @param now one moment for all shares, so that a task is told of by the highest alone
     */
    public List<WorkItem> passed(int share, Instant now, int most) {
        return jdbc
                .sql(PASSED)
                .param("now", Timestamp.from(now))
                .param("share", share)
                .param("most", most)
                .query(String.class)
                .list()
                .stream()
                .flatMap(id -> tasks.task(id).stream())
                .filter(item -> item.due() != null)
                .toList();
    }

    /**
     * Notes that a task has used up this much of its time, in the caller's transaction.
     *
     * @return false when it is known already
     */
    public boolean pass(WorkItem task, int share) {
        return jdbc.sql("""
                        insert into task_escalation (task_id, share, process, case_id, title, teams, due, reached_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                task.id(),
                                share,
                                task.root().process(),
                                task.root().caseId(),
                                task.name(),
                                String.join(",", task.teams()),
                                Timestamp.from(Objects.requireNonNull(task.due())),
                                Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** How many of the tasks that still wait have passed this share. */
    public long waiting(int share) {
        return jdbc.sql("select count(distinct passed.task_id) " + WAITING)
                .param("share", share)
                .query(Long.class)
                .single();
    }

    /** The longest overdue first. */
    public List<WorkItem> longestWaiting(int share, int most) {
        return jdbc
                .sql("select passed.task_id " + WAITING
                        + " group by passed.task_id order by min(passed.due) limit :most")
                .param("share", share)
                .param("most", most)
                .query(String.class)
                .list()
                .stream()
                .flatMap(id -> tasks.task(id).stream())
                .filter(item -> item.due() != null)
                .toList();
    }
}
