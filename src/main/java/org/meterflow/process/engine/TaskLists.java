package org.meterflow.process.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.ListedTask;
import org.meterflow.process.TaskCounts;
import org.meterflow.process.TaskFilter;
import org.meterflow.team.Members;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The open tasks that somebody looks for, the most urgent first: by due time, then by age. One query, however many there are. */
@Component
public class TaskLists {

    private static final String COLUMNS = """
            select task.id_, task.name_, task.assignee_, task.create_time_, task.due_date_, task.follow_up_date_,
                   task.priority_, task.task_def_key_, instance.business_key_ as case_id, definition.key_ as process,
                   coalesce(definition.name_, definition.key_) as process_name,
                   coalesce(root.business_key_, instance.business_key_) as root_id,
                   coalesce(outer_definition.key_, definition.key_) as root_process, about.about,
                   array(select link.group_id_ from act_ru_identitylink link
                         where link.task_id_ = task.id_ and link.group_id_ is not null order by 1) as teams
            """;

    private static final String COUNTS = """
            select count(*) filter (where not aside and task.assignee_ = :person) as mine,
                   count(*) filter (where not aside and task.assignee_ is null) as nobodys,
                   count(*) filter (where not aside) as "all",
                   count(*) filter (where aside) as set_aside,
                   count(*) filter (where not aside and task.due_date_ < :now) as overdue,
                   count(*) filter (where not aside and task.due_date_ >= :now and task.due_date_ < :soon) as soon
            """;

    /** As many of a long list are in memory at once. */
    static final int AT_ONCE = 100;

    private static final String ORDER = " order by task.due_date_, task.create_time_, task.id_";

    private final JdbcClient jdbc;

    /** Reads as it goes, within a transaction. */
    private final JdbcClient streaming;

    private final TaskConditions conditions;
    private final TaskAbouts abouts;
    private final Members members;

    TaskLists(JdbcClient jdbc, DataSource database, TaskConditions conditions, TaskAbouts abouts, Members members) {
        this.members = members;
        this.jdbc = jdbc;
        JdbcTemplate template = new JdbcTemplate(database);
        template.setFetchSize(AT_ONCE);
        this.streaming = JdbcClient.create(template);
        this.conditions = conditions;
        this.abouts = abouts;
    }

    /** @param page counted from 0 */
    @Transactional
    public List<ListedTask> page(TaskFilter wanted, int page, int size) {
        if (wanted.teams().isEmpty()) {
            return List.of();
        }
        return conditions
                .bind(
                        jdbc.sql(COLUMNS + conditions.from(wanted) + conditions.claimed(wanted) + ORDER
                                + " limit :size offset :offset"),
                        wanted)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, number) -> task(row))
                .list();
    }

    /** The most urgent of all that the person may see. */
    @Transactional
    public List<ListedTask> first(String person, TaskFilter.Claim claim, int most) {
        return page(TaskFilter.of(person, members.teamsOf(person), claim), 0, most);
    }

    /** Hands them over one after the other, however many there are. */
    @Transactional
    public void each(TaskFilter wanted, Consumer<ListedTask> taker) {
        if (wanted.teams().isEmpty()) {
            return;
        }
        String all = COLUMNS + conditions.from(wanted) + conditions.claimed(wanted) + ORDER;
        try (Stream<ListedTask> tasks =
                conditions.bind(streaming.sql(all), wanted).query((row, number) -> task(row)).stream()) {
            tasks.forEach(taker);
        }
    }

    /** Those of these that are offered to the teams, in the order of lists. */
    @Transactional
    public List<ListedTask> of(String person, Set<String> teams, List<String> ids) {
        TaskFilter seen = TaskFilter.of(person, teams, TaskFilter.Claim.ALL);
        if (teams.isEmpty() || ids.isEmpty()) {
            return List.of();
        }
        return conditions
                .bind(jdbc.sql(COLUMNS + conditions.from(seen) + " and task.id_ in (:ids)" + ORDER), seen)
                .param("ids", ids)
                .query((row, number) -> task(row))
                .list();
    }

    /** Of all that the person may see. */
    public TaskCounts counts(String person) {
        return counts(TaskFilter.of(person, members.teamsOf(person), TaskFilter.Claim.ALL));
    }

    /** Of the filter with any {@link TaskFilter.Claim}. */
    public TaskCounts counts(TaskFilter wanted) {
        if (wanted.teams().isEmpty()) {
            return TaskCounts.NONE;
        }
        return conditions
                .bind(jdbc.sql(COUNTS + conditions.from(wanted)), wanted)
                .query((row, number) -> new TaskCounts(
                        row.getLong("mine"),
                        row.getLong("nobodys"),
                        row.getLong("all"),
                        row.getLong("set_aside"),
                        row.getLong("overdue"),
                        row.getLong("soon")))
                .single();
    }

    /** What a task of a former release is about is noted on the way: on the connection that reads the list, never a second one. */
    private ListedTask task(ResultSet row) throws SQLException {
        CaseKey key = new CaseKey(row.getString("process"), row.getString("case_id"));
        CaseKey root = new CaseKey(row.getString("root_process"), row.getString("root_id"));
        String about = row.getString("about");
        return new ListedTask(
                row.getString("id_"),
                row.getString("name_"),
                key,
                root,
                row.getString("task_def_key_"),
                about == null ? abouts.note(row.getString("id_"), key, root) : about,
                row.getString("process_name"),
                List.of((String[]) row.getArray("teams").getArray()),
                row.getString("assignee_"),
                row.getTimestamp("create_time_").toInstant(),
                instant(row.getTimestamp("due_date_")),
                instant(row.getTimestamp("follow_up_date_")),
                row.getInt("priority_"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
