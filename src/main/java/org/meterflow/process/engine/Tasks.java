package org.meterflow.process.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.Task;
import org.meterflow.process.EndedTask;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.OtherTeam;
import org.meterflow.process.TaskAnswered;
import org.meterflow.process.TaskGone;
import org.meterflow.process.WorkItem;
import org.meterflow.process.kit.TaskField;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tasks that wait for people: opened, claimed, and completed by the method of their box, by those of its teams alone. */
@Component
public class Tasks {

    /** What the engine notes of a task that was not merely withdrawn. */
    static final String COMPLETED = "completed";

    private final ProcessEngine engine;
    private final WorkItems items;
    private final TaskTeams teams;
    private final HumanSteps humanSteps;
    private final ApplicationEventPublisher events;
    private final TriedAgain again;

    Tasks(
            ProcessEngine engine,
            WorkItems items,
            TaskTeams teams,
            HumanSteps humanSteps,
            ApplicationEventPublisher events,
            TriedAgain again) {
        this.again = again;
        this.events = events;
        this.engine = engine;
        this.items = items;
        this.teams = teams;
        this.humanSteps = humanSteps;
    }

    /**
     * The task for somebody who wants to do it.
     *
     * @throws OtherTeam when it is for others
     */
    public Optional<WorkItem> open(String id, String person) {
        Optional<Task> task = open(id);
        task.ifPresent(found -> teams.requireSeen(found.getId(), person));
        return task.map(items::of);
    }

    /** The task whoever it is for: what is said of it to somebody who has been refused. */
    public Optional<WorkItem> task(String id) {
        return open(id).map(items::of);
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
     * @throws OtherTeam when it is for a team in which the person is not
     * @throws ConcurrencyFailureException when something happens to it at this moment: to be tried again
     */
    @Transactional
    public void claim(String taskId, String user) {
        requireFree(requireMine(taskId, user), user);
        take(taskId, user);
    }

    /** @see #claim */
    @Transactional
    public void release(String taskId, String user) {
        requireMine(taskId, user);
        giveBack(taskId);
    }

    /** The engine looks once more who has it, in the same breath: between our look and its own somebody may have been faster. */
    private void take(String taskId, String user) {
        try {
            engine.getTaskService().claim(taskId, user);
        } catch (TaskAlreadyClaimedException faster) {
            throw new TaskGone(faster.getTaskAssignee() + " claimed this task before you");
        } catch (OptimisticLockingException | NullValueException crossed) {
            throw crossed(crossed);
        }
    }

    private void giveBack(String taskId) {
        try {
            engine.getTaskService().setAssignee(taskId, null);
        } catch (OptimisticLockingException crossed) {
            throw crossed(crossed);
        }
    }

    static ConcurrencyFailureException crossed(RuntimeException crossed) {
        return new ConcurrencyFailureException("Somebody else is changing this task", crossed);
    }

    /**
     * Gives the form to the task's own method and, when that finds nothing wrong, completes the task, all or nothing. A timer of
     * the platform that is at work on the case at this moment is let pass.
     *
     * @return what is wrong with the form; empty when the task is done
     * @throws TaskGone when somebody else has it, or it is done
     * @throws OtherTeam when it is for a team in which the person is not
     * @throws ConcurrencyFailureException when something happens to its case at this moment: to be tried again
     */
    public List<FieldError> complete(String taskId, Map<String, String> values, String user) {
        return again.settled(status -> {
            List<FieldError> errors = completeNow(taskId, values, user);
            if (!errors.isEmpty()) {
                status.setRollbackOnly();
            }
            return errors;
        });
    }

    private List<FieldError> completeNow(String taskId, Map<String, String> values, String user) {
        Task task = requireMine(taskId, user);
        requireFree(task, user);
        WorkItem item = items.of(task);
        List<FieldError> errors = humanSteps.submit(task, item, new Form(values, user));
        if (errors.isEmpty()) {
            events.publishEvent(new TaskAnswered(item, values, user));
            take(taskId, user);
            finish(taskId);
        }
        return errors;
    }

    private void finish(String taskId) {
        try {
            engine.getTaskService().complete(taskId);
        } catch (OptimisticLockingException | NullValueException crossed) {
            throw crossed(crossed);
        }
    }

    Task requireMine(String taskId, String user) {
        Task task = open(taskId)
                .orElseThrow(() ->
                        new TaskGone(ended(taskId).map(EndedTask::sentence).orElse("There is no such task")));
        teams.requireMember(taskId, user);
        if (task.isSuspended()) {
            throw new TaskGone("The case of this task is suspended. The task can be done when the case is resumed");
        }
        if (task.getAssignee() != null && !task.getAssignee().equals(user)) {
            throw new TaskGone(task.getAssignee() + " claimed this task before you");
        }
        return task;
    }

    /** Who did what somebody else has to look at can still give the task back. */
    private void requireFree(Task task, String user) {
        humanSteps.barred(task, user).ifPresent(sentence -> {
            throw new TaskGone(sentence);
        });
    }

    /** The same of a colleague who is to get it. */
    void requireFreeFor(Task task, String colleague) {
        if (humanSteps.barred(task, colleague).isPresent()) {
            throw new TaskGone(
                    colleague + " completed a task of this case that somebody else has to judge, and that is this one");
        }
    }

    /** The task's questions that stand in the diagram; empty when it has a form of its own. */
    public List<TaskField> fields(WorkItem item) {
        var definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(item.key().process())
                .processDefinitionVersion(item.version())
                .singleResult();
        return definition == null ? List.of() : humanSteps.fields(definition.getId(), item);
    }

    /** A task that is over, for whoever comes back to it. */
    public Optional<EndedTask> ended(String taskId) {
        return Optional.ofNullable(engine.getHistoryService()
                        .createHistoricTaskInstanceQuery()
                        .taskId(taskId)
                        .finished()
                        .singleResult())
                .map(task -> new EndedTask(
                        items.of(task),
                        COMPLETED.equals(task.getDeleteReason()) ? task.getAssignee() : null,
                        task.getEndTime().toInstant()));
    }
}
