package org.meterflow.desk;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.FailedStep;
import org.meterflow.process.FailureCause;
import org.meterflow.process.engine.FailureCauses;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.engine.StepRetries;
import org.meterflow.process.retry.CannotRetry;
import org.meterflow.process.retry.FailureRetry;
import org.meterflow.process.retry.RetriedStep;
import org.meterflow.process.retry.Retries;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One cause of failures: its cases, one of them tried again, then all, and what became of each. */
@Controller
class FailureCausePages {

    private static final int FORMER = 10;

    private final FailureCauses causes;
    private final StepRetries steps;
    private final Retries retries;
    private final ProcessMaps maps;
    private final CaseViews views;

    FailureCausePages(FailureCauses causes, StepRetries steps, Retries retries, ProcessMaps maps, CaseViews views) {
        this.causes = causes;
        this.steps = steps;
        this.retries = retries;
        this.maps = maps;
        this.views = views;
    }

    record Failed(FailedStep step, String about) {}

    record Retried(RetriedStep step, String about) {}

    @GetMapping("/failures/{cause}")
    ModelAndView show(
            @PathVariable String cause,
            @RequestParam(defaultValue = "1") int page,
            @ModelAttribute("frame") Frame frame) {
        return page(cause, Math.max(1, page), UUID.randomUUID(), "", List.of(), frame);
    }

    private ModelAndView page(String id, int number, UUID once, String reason, List<InputError> errors, Frame frame) {
        List<FailureRetry> former = retries.ofCause(id, FORMER);
        Optional<FailureCause> cause = causes.find(id);
        if (cause.isEmpty() && former.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        List<FailedStep> failed = causes.steps(id, Pager.SIZE + 1, (number - 1) * Pager.SIZE);
        boolean mayRetry = frame.roles().stream().anyMatch(CasePages::mayHelp);
        ModelAndView page = new ModelAndView("failure");
        page.addObject("id", id);
        page.addObject("cause", cause.orElse(null));
        page.addObject(
                "sentence",
                cause.map(FailureCause::sentence).orElseGet(() -> former.get(0).sentence()));
        String process =
                cause.map(FailureCause::process).orElseGet(() -> former.get(0).process());
        String element =
                cause.map(FailureCause::elementId).orElseGet(() -> former.get(0).element());
        page.addObject("step", maps.stepName(process, element));
        page.addObject("process", process);
        page.addObject("rows", Pager.shown(failed).stream().map(this::failed).toList());
        page.addObject("page", Pager.of(number, failed));
        page.addObject("sample", failed.isEmpty() ? null : failed.get(0));
        page.addObject(
                "trace",
                mayRetry && !failed.isEmpty() ? steps.trace(failed.get(0).jobId()) : "");
        page.addObject("former", former);
        page.addObject(
                "underWay",
                former.stream().filter(each -> each.ended() == null).findFirst().orElse(null));
        page.addObject("mayRetry", mayRetry);
        page.addObject("mayRetryAll", retries.mayRetryAll(id));
        page.addObject("waiting", causes.countGivenUp(id));
        page.addObject("once", once);
        page.addObject("reason", reason);
        page.addObject("errors", errors);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private Failed failed(FailedStep step) {
        return new Failed(step, about(step.key()));
    }

    private String about(CaseKey key) {
        return views.facts(key).map(CaseFacts::about).orElse("");
    }

    @PostMapping("/failures/{cause}")
    ModelAndView retry(
            @PathVariable String cause,
            @RequestParam String which,
            @RequestParam UUID once,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        List<InputError> wrong = HelpReason.wrong(reason);
        if (!wrong.isEmpty()) {
            return page(cause, 1, once, reason.strip(), wrong, frame);
        }
        try {
            long id = retries.start(cause, !which.equals("all"), once, reason.strip(), Frame.me(frame));
            return new ModelAndView("redirect:/failures/retries/" + id);
        } catch (CannotRetry obstacle) {
            told.addFlashAttribute("warned", Objects.requireNonNullElse(obstacle.getMessage(), ""));
            return new ModelAndView("redirect:/failures");
        }
    }

    @GetMapping("/failures/retries/{id}")
    ModelAndView results(@PathVariable long id, @RequestParam(defaultValue = "1") int page) {
        FailureRetry retry = retries.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        int number = Math.max(1, page);
        List<RetriedStep> rows = retries.steps(id, Pager.SIZE + 1, (number - 1) * Pager.SIZE);
        ModelAndView view = new ModelAndView("failure-retry");
        view.addObject("retry", retry);
        view.addObject("step", maps.stepName(retry.process(), retry.element()));
        view.addObject("others", causes.countGivenUp(retry.cause()));
        view.addObject("mayRetryAll", retries.mayRetryAll(retry.cause()));
        view.addObject(
                "rows",
                Pager.shown(rows).stream()
                        .map(row -> new Retried(row, about(row.key())))
                        .toList());
        view.addObject("page", Pager.of(number, rows));
        return view;
    }
}
