package org.meterflow.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseViews;
import org.meterflow.process.EndedTask;
import org.meterflow.process.Facts;
import org.meterflow.process.FieldError;
import org.meterflow.process.ListedTask;
import org.meterflow.process.OtherTeam;
import org.meterflow.process.TaskFilter.Claim;
import org.meterflow.process.TaskGone;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.TaskLists;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.help.SuspendedCases;
import org.meterflow.process.work.Draft;
import org.meterflow.process.work.Drafts;
import org.meterflow.team.Teams;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One task: its form, what one needs to know to fill it in, and where in the process it stands. */
@Controller
class TaskPage {

    private static final int LATEST = 5;

    private final CaseViews views;
    private final Tasks tasks;
    private final TaskLists lists;
    private final Teams teams;
    private final Timeline timeline;
    private final Storyline storyline;
    private final TaskForms forms;
    private final Drafts drafts;
    private final CaseNotes notes;
    private final TaskRefusals refusals;
    private final SuspendedCases suspended;

    TaskPage(
            CaseViews views,
            Tasks tasks,
            TaskLists lists,
            Teams teams,
            Timeline timeline,
            Storyline storyline,
            TaskForms forms,
            Drafts drafts,
            CaseNotes notes,
            TaskRefusals refusals,
            SuspendedCases suspended) {
        this.notes = notes;
        this.suspended = suspended;
        this.drafts = drafts;
        this.refusals = refusals;
        this.views = views;
        this.tasks = tasks;
        this.lists = lists;
        this.teams = teams;
        this.timeline = timeline;
        this.storyline = storyline;
        this.forms = forms;
    }

    @GetMapping("/tasks/{id}")
    ModelAndView show(@PathVariable String id, @ModelAttribute("frame") Frame frame) {
        try {
            return tasks.open(id, Frame.me(frame))
                    .map(task -> asLeft(task, frame))
                    .or(() -> tasks.ended(id).map(over -> refusals.ended(over, Frame.me(frame))))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        } catch (OtherTeam refused) {
            return TaskRefusals.ofOthers(task(id), refused, Map.of());
        }
    }

    private ModelAndView asLeft(WorkItem task, Frame frame) {
        return page(
                task,
                frame,
                drafts.of(Frame.me(frame), task.id()).map(Draft::answers).orElse(Map.of()),
                List.of());
    }

    @PostMapping("/tasks/{id}")
    ModelAndView complete(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        WorkItem task = task(id);
        FormAnswers answers = forms.answers(task, TaskForms.typed(fields));
        Map<String, String> values = answers.values();
        List<FieldError> errors = answers.errors();
        try {
            tasks.open(id, Frame.me(frame));
            if (errors.isEmpty()) {
                errors = tasks.complete(id, values, Frame.me(frame));
            }
        } catch (OtherTeam refused) {
            return TaskRefusals.ofOthers(task, refused, answers.read());
        } catch (TaskGone gone) {
            return refusals.gone(task, gone, answers.read());
        }
        if (!errors.isEmpty()) {
            return page(task, frame, values, errors);
        }
        told.addFlashAttribute("told", "Done: " + task.name() + ", " + task.about() + ".");
        next(frame).ifPresent(item -> told.addFlashAttribute("nextTask", item));
        return new ModelAndView("redirect:/inbox");
    }

    private WorkItem task(String id) {
        return tasks.task(id)
                .or(() -> tasks.ended(id).map(EndedTask::task))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Optional<ListedTask> next(Frame frame) {
        return Stream.of(Claim.MINE, Claim.NOBODYS)
                .flatMap(claim -> lists.first(Frame.me(frame), claim, 1).stream())
                .findFirst();
    }

    private ModelAndView page(WorkItem task, Frame frame, Map<String, String> values, List<FieldError> errors) {
        TaskForms.Opened form = forms.open(task, values, errors);
        ModelAndView page = new ModelAndView("task");
        page.addObject("task", task);
        page.addObject("draft", drafts.of(Frame.me(frame), task.id()).orElse(null));
        page.addObject("form", form.html());
        page.addObject("errors", form.errors());
        page.addObject("teams", teams.titles(task.teams()));
        page.addObject("suspension", suspended.suspension(task.key()).orElse(null));
        page.addObject("mine", Frame.me(frame).equals(task.assignee()));
        page.addObject("others", task.assignee() != null && !Frame.me(frame).equals(task.assignee()));
        page.addObject(
                "facts",
                views.facts(task.key())
                        .or(() -> views.facts(task.root()))
                        .map(CaseFacts::facts)
                        .orElseGet(Facts::new));
        page.addObject("latest", storyline.named(latest(task)));
        notes.show(page, task.root());
        page.addObject("diagrams", true);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private List<TimelineEntry> latest(WorkItem task) {
        List<TimelineEntry> all = timeline.of(task.root());
        return all.subList(Math.max(0, all.size() - LATEST), all.size());
    }
}
