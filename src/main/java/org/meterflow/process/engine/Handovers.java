package org.meterflow.process.engine;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.OtherTeam;
import org.meterflow.process.StoryKind;
import org.meterflow.process.TaskGone;
import org.meterflow.process.Timeline;
import org.meterflow.process.WorkItem;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tasks given to a colleague, and set aside until a later day: by those who may do them, on the record. */
@Component
public class Handovers {

    private final ProcessEngine engine;
    private final Tasks tasks;
    private final TaskTeams teams;
    private final WorkItems items;
    private final Timeline timeline;

    Handovers(ProcessEngine engine, Tasks tasks, TaskTeams teams, WorkItems items, Timeline timeline) {
        this.engine = engine;
        this.tasks = tasks;
        this.teams = teams;
        this.items = items;
        this.timeline = timeline;
    }

    /**
     * @throws TaskGone when somebody else has the task, it is done, or the colleague may not do it
     * @throws OtherTeam when it is for a team in which the person is not
     * @throws ConcurrencyFailureException when something happens to it at this moment: to be tried again
     */
    @Transactional
    public void assign(String taskId, String colleague, String by) {
        Task task = tasks.requireMine(taskId, by);
        if (colleague.equals(task.getAssignee())) {
            return;
        }
        if (!teams.hold(taskId, colleague)) {
            throw new TaskGone(colleague + " is in no team that this task is for");
        }
        tasks.requireFreeFor(task, colleague);
        WorkItem item = items.of(task);
        change(() -> engine.getTaskService().setAssignee(taskId, colleague));
        timeline.note(item.root(), StoryKind.PERSON, "Task given to " + colleague, item.name(), by);
    }

    /**
     * @param until null to take it up again
     * @throws TaskGone as {@link #assign}, and when the task is due before then
     */
    @Transactional
    public void setAside(String taskId, @Nullable Instant until, String by) {
        Task task = tasks.requireMine(taskId, by);
        Instant due = Moment.of(task.getDueDate());
        if (until != null && due != null && !until.isBefore(due)) {
            throw new TaskGone(
                    "This task is due on %s. Choose a day before that".formatted(BusinessCalendar.inWords(due)));
        }
        WorkItem item = items.of(task);
        task.setFollowUpDate(until == null ? null : Date.from(until));
        change(() -> engine.getTaskService().saveTask(task));
        timeline.note(
                item.root(),
                StoryKind.PERSON,
                until == null ? "Task taken up again" : "Task set aside",
                until == null ? item.name() : "%s, until %s".formatted(item.name(), BusinessCalendar.inWords(until)),
                by);
    }

    private static void change(Runnable change) {
        try {
            change.run();
        } catch (OptimisticLockingException | NullValueException crossed) {
            throw Tasks.crossed(crossed);
        }
    }
}
