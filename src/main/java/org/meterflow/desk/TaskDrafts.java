package org.meterflow.desk;

import java.util.Map;
import java.util.Optional;
import org.meterflow.process.TaskGone;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.work.Draft;
import org.meterflow.process.work.Drafts;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What somebody typed into a task's form is saved while they type, and when they say that they come back later. */
@Controller
class TaskDrafts {

    /** More than any form takes; what is longer stays in the browser alone. */
    private static final int MOST = 200_000;

    private final Tasks tasks;
    private final TaskForms forms;
    private final Drafts drafts;

    TaskDrafts(Tasks tasks, TaskForms forms, Drafts drafts) {
        this.tasks = tasks;
        this.forms = forms;
        this.drafts = drafts;
    }

    /** While they type. The answer is the number of the saved version. */
    @PostMapping("/tasks/{id}/draft")
    ResponseEntity<String> keep(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields,
            @ModelAttribute("frame") Frame frame) {
        return kept(id, fields, Frame.me(frame))
                .map(draft -> ResponseEntity.ok(Integer.toString(draft.version())))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.CONFLICT).build());
    }

    @PostMapping("/tasks/{id}/later")
    String later(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        if (kept(id, fields, Frame.me(frame)).isEmpty()) {
            return "redirect:/tasks/" + id;
        }
        told.addFlashAttribute("told", "Saved. What you typed is in the task when you open it again.");
        return "redirect:/inbox";
    }

    @PostMapping("/tasks/{id}/draft/discard")
    String discard(@PathVariable String id, @ModelAttribute("frame") Frame frame, RedirectAttributes told) {
        drafts.discard(Frame.me(frame), id);
        told.addFlashAttribute("told", "Your draft has been deleted.");
        return "redirect:/tasks/" + id;
    }

    /** Nothing, when the task is over or another team's: then nothing of it can be done. */
    private Optional<Draft> kept(String id, MultiValueMap<String, String> fields, String me) {
        Optional<WorkItem> task;
        try {
            task = tasks.open(id, me);
        } catch (TaskGone anotherTeams) {
            return Optional.empty();
        }
        return task.map(open -> forms.answers(open, TaskForms.typed(fields)).values())
                .filter(answers -> length(answers) <= MOST)
                .map(answers -> drafts.keep(me, id, answers));
    }

    private static int length(Map<String, String> answers) {
        return answers.values().stream().mapToInt(String::length).sum();
    }
}
