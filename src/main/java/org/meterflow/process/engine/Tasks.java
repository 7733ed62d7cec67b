package org.meterflow.process.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.EndedTask;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.TaskGone;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.WorkItem;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** The tasks that wait for people: seen, claimed, and completed by the method of their box. */
@Component
public class Tasks {

    private static final int MOST_CASES = 1000;

    /** What the engine notes of a task that was not merely withdrawn. */
    private static final String COMPLETED = "completed";

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

    /**
     * @throws TaskGone when somebody else has it, or it is done
     * @throws ConcurrencyFailureException when something happens to it at this moment: to be tried again
     */
    @Transactional
    public void claim(String taskId, String user) {
        requireMine(taskId, user);
        assign(taskId, user);
    }

    /** @see #claim */
    @Transactional
    public void release(String taskId, String user) {
        requireMine(taskId, user);
        assign(taskId, null);
    }

    private void assign(String taskId, @Nullable String user) {
        try {
            engine.getTaskService().setAssignee(taskId, user);
        } catch (OptimisticLockingException crossed) {
            throw crossed(crossed);
        }
    }

    private static ConcurrencyFailureException crossed(OptimisticLockingException crossed) {
        return new ConcurrencyFailureException("Somebody else is changing this task", crossed);
    }

    /**
     * Gives the form to the task's own method and, when that finds nothing wrong, completes the task, all or nothing.
     *
     * @return what is wrong with the form; empty when the task is done
     * @throws TaskGone when somebody else has it, or it is done
     * @throws ConcurrencyFailureException when something happens to its case at this moment: to be tried again
     */
    @Transactional
    public List<FieldError> complete(String taskId, Map<String, String> values, String user) {
        Task task = requireMine(taskId, user);
        WorkItem item = workItem(task);
        List<FieldError> errors = humanSteps.submit(item.key(), item.elementId(), new Form(values, user));
        if (errors.isEmpty()) {
            assign(taskId, user);
            finish(taskId);
        } else {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return errors;
    }

    private void finish(String taskId) {
        try {
            engine.getTaskService().complete(taskId);
        } catch (OptimisticLockingException crossed) {
            throw crossed(crossed);
        }
    }

    private Task requireMine(String taskId, String user) {
        Task task = open(taskId)
                .orElseThrow(() ->
                        new TaskGone(ended(taskId).map(EndedTask::sentence).orElse("There is no such task")));
        if (task.getAssignee() != null && !task.getAssignee().equals(user)) {
            throw new TaskGone(task.getAssignee() + " claimed this task before you");
        }
        return task;
    }

    /** A task that is over, for whoever comes back to it. */
    public Optional<EndedTask> ended(String taskId) {
        return Optional.ofNullable(engine.getHistoryService()
                        .createHistoricTaskInstanceQuery()
                        .taskId(taskId)
                        .finished()
                        .singleResult())
                .map(task -> new EndedTask(
                        workItem(task),
                        COMPLETED.equals(task.getDeleteReason()) ? task.getAssignee() : null,
                        task.getEndTime().toInstant()));
    }

    private WorkItem workItem(HistoricTaskInstance task) {
        CaseKey key = keys.of(task.getProcessInstanceId());
        CaseKey root = keys.rootOf(task.getProcessInstanceId());
        UserTask box = engine.getRepositoryService()
                .getBpmnModelInstance(task.getProcessDefinitionId())
                .getModelElementById(task.getTaskDefinitionKey());
        return new WorkItem(
                task.getId(),
                task.getName(),
                key,
                root,
                version(task.getProcessDefinitionId()),
                about(key, root),
                "",
                task.getAssignee(),
                task.getStartTime().toInstant(),
                Moment.of(task.getDueDate()),
                task.getPriority(),
                box == null ? "" : Objects.requireNonNullElse(box.getCamundaFormKey(), ""),
                task.getTaskDefinitionKey(),
                "");
    }

    private int version(String definition) {
        return engine.getRepositoryService().getProcessDefinition(definition).getVersion();
    }

    private String about(CaseKey key, CaseKey root) {
        return views.facts(key)
                .or(() -> views.facts(root))
                .map(CaseFacts::about)
                .orElse(root.caseId());
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
                version(task.getProcessDefinitionId()),
                about(key, root),
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
