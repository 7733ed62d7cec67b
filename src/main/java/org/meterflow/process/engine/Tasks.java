package org.meterflow.process.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.TaskGone;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.WorkItem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** The tasks that wait for people: seen, claimed, and completed by the method of their box. */
@Component
public class Tasks {

    private static final int MOST_CASES = 1000;

    private final ProcessEngine engine;
    private final EngineKeys keys;
    private final CaseViews views;
    private final HumanSteps humanSteps;

    Tasks(ProcessEngine engine, EngineKeys keys, CaseViews views, HumanSteps humanSteps) {
        this.engine = engine;
        this.keys = keys;
        this.views = views;
        this.humanSteps = humanSteps;
    }

    /** Most urgent first: by due time, then by age. */
    public List<WorkItem> find(TaskQuery wanted) {
        return query(wanted)
                .orderByDueDate()
                .asc()
                .orderByTaskCreateTime()
                .asc()
                .initializeFormKeys()
                .listPage(wanted.page() * wanted.size(), wanted.size())
                .stream()
                .map(this::workItem)
                .toList();
    }

    /** The id of the task that was created last, of those still open: with the counts it tells whether work has changed. */
    public Optional<String> newest() {
        return engine.getTaskService().createTaskQuery().orderByTaskCreateTime().desc().listPage(0, 1).stream()
                .map(Task::getId)
                .findFirst();
    }

    public long count(TaskQuery wanted) {
        return query(wanted).count();
    }

    private org.camunda.bpm.engine.task.TaskQuery query(TaskQuery wanted) {
        var query = engine.getTaskService().createTaskQuery();
        if (wanted.assignee() != null) {
            query.taskAssignee(wanted.assignee());
        }
        if (wanted.unclaimedOnly()) {
            query.taskUnassigned();
        }
        if (wanted.process() != null) {
            query.processDefinitionKey(wanted.process());
        }
        if (wanted.text() != null && !wanted.text().isBlank()) {
            List<String> cases = views.search(wanted.text().strip(), MOST_CASES);
            query.processInstanceBusinessKeyIn(cases.isEmpty() ? new String[] {""} : cases.toArray(String[]::new));
        }
        return query;
    }

    public Optional<WorkItem> task(String id) {
        return open(id).map(this::workItem);
    }

    private Optional<Task> open(String id) {
        return Optional.ofNullable(engine.getTaskService()
                .createTaskQuery()
                .taskId(id)
                .initializeFormKeys()
                .singleResult());
    }

    /** @throws TaskGone when somebody else has it, or it is done */
    @Transactional
    public void claim(String taskId, String user) {
        requireMine(taskId, user);
        engine.getTaskService().setAssignee(taskId, user);
    }

    @Transactional
    public void release(String taskId, String user) {
        requireMine(taskId, user);
        engine.getTaskService().setAssignee(taskId, null);
    }

    /**
     * Gives the form to the task's own method and, when that finds nothing wrong, completes the task, all or nothing.
     *
     * @return what is wrong with the form; empty when the task is done
     * @throws TaskGone when somebody else has it, or it is done
     */
    @Transactional
    public List<FieldError> complete(String taskId, Map<String, String> values, String user) {
        Task task = requireMine(taskId, user);
        WorkItem item = workItem(task);
        List<FieldError> errors = humanSteps.submit(item.key(), item.elementId(), new Form(values, user));
        if (errors.isEmpty()) {
            engine.getTaskService().setAssignee(taskId, user);
            engine.getTaskService().complete(taskId);
        } else {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return errors;
    }

    private Task requireMine(String taskId, String user) {
        Task task = open(taskId).orElseThrow(() -> new TaskGone(whoEnded(taskId)));
        if (task.getAssignee() != null && !task.getAssignee().equals(user)) {
            throw new TaskGone("This task has been claimed by " + task.getAssignee());
        }
        return task;
    }

    private String whoEnded(String taskId) {
        HistoricTaskInstance ended = engine.getHistoryService()
                .createHistoricTaskInstanceQuery()
                .taskId(taskId)
                .singleResult();
        if (ended == null || ended.getEndTime() == null) {
            return "There is no such task";
        }
        String who =
                ended.getAssignee() == null ? "The process has withdrawn this task" : ended.getAssignee() + " ended it";
        return who + " at " + ended.getEndTime().toInstant();
    }

    private WorkItem workItem(Task task) {
        CaseKey key = keys.of(task.getProcessInstanceId());
        CaseKey root = keys.rootOf(task.getProcessInstanceId());
        String group = engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return new WorkItem(
                task.getId(),
                task.getName(),
                key,
                root,
                views.facts(key)
                        .or(() -> views.facts(root))
                        .map(CaseFacts::about)
                        .orElse(root.caseId()),
                group,
                task.getAssignee(),
                task.getCreateTime().toInstant(),
                Moment.of(task.getDueDate()),
                task.getPriority(),
                Objects.requireNonNullElse(task.getFormKey(), ""),
                task.getTaskDefinitionKey(),
                task.getDescription() == null ? "" : task.getDescription());
    }
}
