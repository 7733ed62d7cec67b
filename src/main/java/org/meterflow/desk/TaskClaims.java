package org.meterflow.desk;

import java.util.Objects;
import java.util.function.BiConsumer;
import org.meterflow.process.TaskGone;
import org.meterflow.process.engine.Tasks;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** People take tasks and give them back; whoever is too late is told who was faster. */
@Controller
class TaskClaims {

    private final Tasks tasks;
    private final Words words;

    TaskClaims(Tasks tasks, Words words) {
        this.tasks = tasks;
        this.words = words;
    }

    @PostMapping("/tasks/{id}/claim")
    String claim(
            @PathVariable String id,
            @RequestParam(defaultValue = "/inbox") String back,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        return change(tasks::claim, id, back, frame, told);
    }

    @PostMapping("/tasks/{id}/release")
    String release(
            @PathVariable String id,
            @RequestParam(defaultValue = "/inbox") String back,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        return change(tasks::release, id, back, frame, told);
    }

    private String change(
            BiConsumer<String, String> change, String task, String back, Frame frame, RedirectAttributes told) {
        String me = Frame.me(frame);
        try {
            Crossing.settled(() -> {
                change.accept(task, me);
                return task;
            });
        } catch (TaskGone gone) {
            told.addFlashAttribute(
                    "warned", words.withLondonTimes(Objects.requireNonNullElse(gone.getMessage(), "")) + ".");
        }
        return "redirect:" + OwnPath.of(back);
    }
}
