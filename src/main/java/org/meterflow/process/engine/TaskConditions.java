package org.meterflow.process.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.CaseViews;
import org.meterflow.process.TaskFilter;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** What somebody looks for among the open tasks, as SQL. */
@Component
class TaskConditions {

    private static final int MOST_CASES = 1000;
    private static final int WEEK = 7;
    private static final Duration SOON = Duration.ofMinutes(30);

    private static final String FROM = """
            from act_ru_task task
            join act_ru_execution instance on instance.id_ = task.proc_inst_id_
            join act_re_procdef definition on definition.id_ = task.proc_def_id_
            left join act_ru_execution root on root.id_ = instance.root_proc_inst_id_
            left join act_re_procdef outer_definition on outer_definition.id_ = root.proc_def_id_
            left join task_about about on about.task = task.id_
            cross join lateral (select coalesce(task.follow_up_date_ > :now, false) as aside) later
            where exists (
                select from act_ru_identitylink link
                where link.task_id_ = task.id_ and link.type_ = 'candidate' and link.group_id_ in (:teams))
            """;

    private static final String NAMED = """
            and (instance.business_key_ in (:cases) or root.business_key_ in (:cases)
                 or about.about ilike :text or task.name_ ilike :text)
            """;

    private final CaseViews views;
    private final BusinessCalendar calendar;
    private final Clock clock;

    TaskConditions(CaseViews views, BusinessCalendar calendar, Clock clock) {
        this.views = views;
        this.calendar = calendar;
        this.clock = clock;
    }

    String from(TaskFilter wanted) {
        return FROM
                + (wanted.process() == null ? "" : " and definition.key_ = :process ")
                + (wanted.text() == null ? "" : NAMED)
                + switch (wanted.due()) {
                    case ANY -> "";
                    case OVERDUE -> " and task.due_date_ < :now ";
                    case TODAY -> " and task.due_date_ >= :now and task.due_date_ < :tomorrow ";
                    case WITHIN_A_WEEK -> " and task.due_date_ >= :now and task.due_date_ < :week ";
                    case NEVER -> " and task.due_date_ is null ";
                };
    }

    String claimed(TaskFilter wanted) {
        return switch (wanted.claim()) {
            case MINE -> " and not aside and task.assignee_ = :person ";
            case NOBODYS -> " and not aside and task.assignee_ is null ";
            case ALL -> " and not aside ";
            case SET_ASIDE -> " and aside ";
        };
    }

    /** Gives all that {@link #from} and {@link #claimed} can name. */
    StatementSpec bind(StatementSpec query, TaskFilter wanted) {
        Instant now = clock.instant();
        StatementSpec bound = query.param("teams", wanted.teams())
                .param("person", wanted.person())
                .param("now", Timestamp.from(now))
                .param("soon", Timestamp.from(now.plus(SOON)))
                .param("tomorrow", startIn(1))
                .param("week", startIn(WEEK + 1))
                .param("process", wanted.process(), java.sql.Types.VARCHAR);
        String text = wanted.text();
        if (text == null) {
            return bound;
        }
        List<String> cases = views.search(text, MOST_CASES);
        return bound.param("cases", cases.isEmpty() ? List.of("") : cases).param("text", "%" + escaped(text) + "%");
    }

    private Timestamp startIn(int days) {
        return Timestamp.from(calendar.startOf(calendar.today().plusDays(days)));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
