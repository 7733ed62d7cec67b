package org.meterflow.desk;

import java.util.Map;
import java.util.Objects;
import org.meterflow.process.EndedTask;
import org.meterflow.process.OtherTeam;
import org.meterflow.process.TaskGone;
import org.meterflow.process.WorkItem;
import org.meterflow.process.work.Decisions;
import org.meterflow.process.work.Drafts;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What somebody sees who cannot do a task: why, what was decided in it, and what they had typed into its form. */
@Component
class TaskRefusals {

    private final TaskForms forms;
    private final Decisions decisions;
    private final Drafts drafts;

    TaskRefusals(TaskForms forms, Decisions decisions, Drafts drafts) {
        this.forms = forms;
        this.decisions = decisions;
        this.drafts = drafts;
    }

    /** A task that is over: what was decided, and what this person had typed before somebody else did it. */
    ModelAndView ended(EndedTask over, String me) {
        WorkItem task = over.task();
        ModelAndView page = page(
                HttpStatus.GONE,
                over.completedBy() == null ? "This task is no longer needed" : "This task has been completed",
                task,
                over.sentence(),
                me.equals(over.completedBy()) ? Map.of() : typed(task, me));
        page.addObject("decided", decisions.of(task.id()));
        return page;
    }

    private Map<String, String> typed(WorkItem task, String me) {
        return drafts.of(me, task.id())
                .map(draft -> forms.answers(task, draft.answers()).read())
                .orElse(Map.of());
    }

    ModelAndView gone(WorkItem task, TaskGone gone, Map<String, String> answers) {
        ModelAndView page = page(HttpStatus.CONFLICT, "You cannot complete this task", task, sentence(gone), answers);
        page.addObject("decided", decisions.of(task.id()));
        return page;
    }

    static ModelAndView ofOthers(WorkItem task, OtherTeam refused, Map<String, String> answers) {
        return page(HttpStatus.FORBIDDEN, "This task is for another team", task, sentence(refused), answers);
    }

    private static String sentence(TaskGone refused) {
        return Objects.requireNonNullElse(refused.getMessage(), "");
    }

    private static ModelAndView page(
            HttpStatusCode status, String title, WorkItem task, String reason, Map<String, String> answers) {
        ModelAndView page = new ModelAndView("task-gone", status);
        page.addObject("title", title);
        page.addObject("task", task);
        page.addObject("reason", reason);
        page.addObject("answers", answers);
        return page;
    }
}
