package org.meterflow.desk;

import java.util.Map;
import java.util.Objects;
import org.meterflow.process.EndedTask;
import org.meterflow.process.OtherTeam;
import org.meterflow.process.TaskGone;
import org.meterflow.process.WorkItem;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/** What somebody sees who cannot do a task: why, and what they had typed into its form. */
final class TaskRefusals {

    private TaskRefusals() {}

    static ModelAndView ended(EndedTask over) {
        return page(
                HttpStatus.GONE,
                over.completedBy() == null ? "This task is no longer needed" : "This task has been completed",
                over.task(),
                over.sentence(),
                Map.of());
    }

    static ModelAndView gone(WorkItem task, TaskGone gone, Map<String, String> answers) {
        return page(HttpStatus.CONFLICT, "You cannot complete this task", task, sentence(gone), answers);
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
