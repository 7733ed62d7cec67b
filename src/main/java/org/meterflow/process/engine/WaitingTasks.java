package org.meterflow.process.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.meterflow.process.CaseViews;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.WorkItem;
import org.meterflow.team.Members;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of the tasks that wait for people: those of one's own teams, and those that nobody could do. */
@Component
public class WaitingTasks {

    private static final int MOST_CASES = 1000;

    private static final String STRANDED = """
            from act_ru_task task
            where not exists (
                select from act_ru_identitylink link
                where link.task_id_ = task.id_ and link.type_ = 'candidate' and link.group_id_ in (:inhabited))
            """;

    private final ProcessEngine engine;
    private final WorkItems items;
    private final CaseViews views;
    private final TaskTeams teams;
    private final Members members;
    private final JdbcClient jdbc;

    WaitingTasks(
            ProcessEngine engine, WorkItems items, CaseViews views, TaskTeams teams, Members members, JdbcClient jdbc) {
        this.engine = engine;
        this.items = items;
        this.views = views;
        this.teams = teams;
        this.members = members;
        this.jdbc = jdbc;
    }

    /** Most urgent first: by due time, then by age. */
    public List<WorkItem> find(TaskQuery wanted) {
        return query(wanted)
                .map(query -> query
                        .orderByDueDate()
                        .asc()
                        .orderByTaskCreateTime()
                        .asc()
                        .initializeFormKeys()
                        .listPage(wanted.page() * wanted.size(), wanted.size())
                        .stream()
                        .map(items::of)
                        .toList())
                .orElse(List.of());
    }

    public long count(TaskQuery wanted) {
        return query(wanted).map(org.camunda.bpm.engine.task.TaskQuery::count).orElse(0L);
    }

    private Optional<org.camunda.bpm.engine.task.TaskQuery> query(TaskQuery wanted) {
        var query = engine.getTaskService().createTaskQuery();
        switch (wanted.claim()) {
            case THIS_PERSON -> query.taskAssignee(wanted.person());
            case NOBODY -> query.taskUnassigned();
            case ANYBODY_OR_NOBODY -> {}
        }
        if (wanted.process() != null) {
            query.processDefinitionKey(wanted.process());
        }
        if (wanted.text() != null && !wanted.text().isBlank()) {
            List<String> cases = views.search(wanted.text().strip(), MOST_CASES);
            query.processInstanceBusinessKeyIn(cases.isEmpty() ? new String[] {""} : cases.toArray(String[]::new));
        }
        return teams.seenBy(wanted.person(), query);
    }

    public long countOf(String team) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskCandidateGroup(team)
                .includeAssignedTasks()
                .count();
    }

    /** Changes whenever work for one of these teams comes, is claimed, given back or done; cheap enough to ask often. */
    public String versionOf(Collection<String> names) {
        return of(names)
                .map(open -> open.count() + " "
                        + of(names).orElseThrow().taskUnassigned().count() + " "
                        + newest(of(names).orElseThrow()))
                .orElse("0 0");
    }

    private Optional<org.camunda.bpm.engine.task.TaskQuery> of(Collection<String> names) {
        return teams.of(names, engine.getTaskService().createTaskQuery());
    }

    private static String newest(org.camunda.bpm.engine.task.TaskQuery open) {
        return open.orderByTaskCreateTime().desc().listPage(0, 1).stream()
                .map(Task::getId)
                .findFirst()
                .orElse("");
    }

    /** How many wait for teams that nobody is in, so that nobody sees them. */
    public long stranded() {
        return jdbc.sql("select count(*) " + STRANDED)
                .param("inhabited", inhabited())
                .query(Long.class)
                .single();
    }

    /** The oldest of them first. */
    public List<WorkItem> strandedFirst(int most) {
        return jdbc
                .sql("select task.id_ " + STRANDED + " order by task.create_time_ limit :most")
                .param("inhabited", inhabited())
                .param("most", most)
                .query(String.class)
                .list()
                .stream()
                .flatMap(
                        id -> engine.getTaskService().createTaskQuery().taskId(id).initializeFormKeys().list().stream())
                .map(items::of)
                .toList();
    }

    private Set<String> inhabited() {
        Set<String> inhabited = members.inhabited();
        return inhabited.isEmpty() ? Set.of("") : inhabited;
    }
}
