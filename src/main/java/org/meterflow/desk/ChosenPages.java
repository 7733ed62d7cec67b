package org.meterflow.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.meterflow.desk.ChosenSteps.Asked;
import org.meterflow.process.FieldError;
import org.meterflow.process.ListedTask;
import org.meterflow.process.work.TaskRun;
import org.meterflow.process.work.TaskRuns;
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
import org.springframework.web.util.UriComponentsBuilder;

/** Many tasks at once: chosen in the inbox, asked about on a page of their own, with a result for each. */
@Controller
class ChosenPages {

    private final ChosenTasks chosen;
    private final ChosenSteps steps;
    private final ChosenWork work;
    private final TaskRuns runs;

    ChosenPages(ChosenTasks chosen, ChosenSteps steps, ChosenWork work, TaskRuns runs) {
        this.chosen = chosen;
        this.steps = steps;
        this.work = work;
        this.runs = runs;
    }

    /** From the list: what has to be asked leads to a page that can be reloaded, the rest is done. */
    @PostMapping("/inbox/choose")
    String choose(
            @RequestParam String act,
            @RequestParam(defaultValue = "") List<String> task,
            @RequestParam(defaultValue = "/inbox") String back,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        ChosenAct wanted = known(act);
        if (task.isEmpty()) {
            told.addFlashAttribute("warned", "Choose one task or more in the list.");
            return "redirect:" + OwnPath.of(back);
        }
        if (wanted.isPlain()) {
            UUID run = UUID.randomUUID();
            String me = Frame.me(frame);
            Asked nothing = steps.plain(wanted, me);
            work.run(run, me, wanted, chosen.rows(few(task), me), nothing.done(), nothing.step());
            return "redirect:/inbox/chosen/" + run;
        }
        return "redirect:"
                + UriComponentsBuilder.fromPath("/inbox/chosen")
                        .queryParam("act", wanted.key())
                        .queryParam("task", few(task).toArray())
                        .encode()
                        .toUriString();
    }

    @GetMapping("/inbox/chosen")
    ModelAndView ask(@RequestParam String act, @RequestParam List<String> task, @ModelAttribute("frame") Frame frame) {
        return page(known(act), few(task), UUID.randomUUID(), frame, Asked.nothing(), List.of());
    }

    /** What is asked has names of its own, so the page's begin with an underscore. */
    @PostMapping("/inbox/chosen")
    ModelAndView act(
            @RequestParam("_act") String act,
            @RequestParam("_task") List<String> task,
            @RequestParam("_once") UUID once,
            @RequestParam MultiValueMap<String, String> fields,
            @ModelAttribute("frame") Frame frame) {
        ChosenAct wanted = known(act);
        String me = Frame.me(frame);
        Asked asked = steps.asked(wanted, fields, me);
        List<FieldError> errors = new ArrayList<>(asked.wrong());
        if (errors.isEmpty()) {
            errors.addAll(work.run(once, me, wanted, chosen.rows(few(task), me), asked.done(), asked.step()));
        }
        return errors.isEmpty()
                ? new ModelAndView("redirect:/inbox/chosen/" + once)
                : page(wanted, few(task), once, frame, asked, errors);
    }

    private ModelAndView page(
            ChosenAct act, List<String> ids, UUID once, Frame frame, Asked asked, List<FieldError> errors) {
        String me = Frame.me(frame);
        List<ListedTask> open = chosen.open(ids, me);
        ModelAndView page = new ModelAndView("chosen");
        page.addObject("act", act);
        page.addObject("items", open);
        page.addObject("missing", ids.size() - open.size());
        page.addObject("once", once);
        page.addObject("values", asked.values());
        page.addObject(
                "errors",
                errors.stream()
                        .map(each -> new InputError(each.field(), each.message()))
                        .toList());
        page.addObject("colleagues", chosen.colleagues(open));
        page.addObject("alike", ChosenTasks.areAlike(open));
        if (act == ChosenAct.COMPLETE && ChosenTasks.areAlike(open)) {
            TaskForms.Opened form = steps.form(open, asked.values(), errors);
            page.addObject("form", form.html());
            page.addObject("errors", form.errors());
        }
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    @GetMapping("/inbox/chosen/{run}")
    ModelAndView results(@PathVariable UUID run, @ModelAttribute("frame") Frame frame) {
        TaskRun found =
                runs.of(run, Frame.me(frame)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        ModelAndView page = new ModelAndView("chosen-results");
        page.addObject("run", found);
        page.addObject("act", ChosenAct.valueOf(found.act()));
        return page;
    }

    private static ChosenAct known(String act) {
        return ChosenAct.of(act).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    /** No more than a page of the inbox shows. */
    private static List<String> few(List<String> ids) {
        if (ids.size() > Pager.SIZE) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return ids.stream().distinct().toList();
    }
}
