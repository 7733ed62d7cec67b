package org.meterflow.desk;

import java.util.List;
import java.util.Objects;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.help.CancelledCases;
import org.meterflow.process.help.CannotHelp;
import org.meterflow.process.help.HelpPlan;
import org.meterflow.process.help.SuspendedCases;
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

/** A case is helped as a whole: what it would mean, the reason, and then it is done. */
@Controller
class HelpPages {

    private final CaseViews views;
    private final SuspendedCases suspended;
    private final CancelledCases cancelled;

    HelpPages(CaseViews views, SuspendedCases suspended, CancelledCases cancelled) {
        this.cancelled = cancelled;
        this.views = views;
        this.suspended = suspended;
    }

    @GetMapping("/cases/{process}/{id}/help/{way}")
    ModelAndView ask(@PathVariable String process, @PathVariable String id, @PathVariable String way) {
        return page(new CaseKey(process, id), way(way), "", List.of());
    }

    private static HelpWay way(String key) {
        return HelpWay.of(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView page(CaseKey key, HelpWay way, String reason, List<InputError> errors) {
        CaseFacts facts = views.facts(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        ModelAndView page = new ModelAndView("help-case");
        page.addObject("key", key);
        page.addObject("about", facts.about());
        page.addObject("way", way);
        page.addObject("plan", plan(key, way));
        page.addObject("reason", reason);
        page.addObject("errors", errors);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private HelpPlan plan(CaseKey key, HelpWay way) {
        return switch (way) {
            case SUSPEND -> suspended.suspending(key);
            case RESUME -> suspended.resuming(key);
            case CANCEL -> cancelled.cancelling(key);
        };
    }

    @PostMapping("/cases/{process}/{id}/help/{way}")
    ModelAndView help(
            @PathVariable String process,
            @PathVariable String id,
            @PathVariable String way,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        CaseKey key = new CaseKey(process, id);
        List<InputError> wrong = HelpReason.wrong(reason);
        if (!wrong.isEmpty()) {
            return page(key, way(way), reason.strip(), wrong);
        }
        String me = Frame.me(frame);
        try {
            Crossing.settled(() -> done(key, way(way), reason.strip(), me));
            told.addFlashAttribute("told", way(way).done());
        } catch (CannotHelp obstacle) {
            told.addFlashAttribute("warned", Objects.requireNonNullElse(obstacle.getMessage(), ""));
        }
        return new ModelAndView("redirect:" + CasePages.address(key));
    }

    private CaseKey done(CaseKey key, HelpWay way, String reason, String person) {
        switch (way) {
            case SUSPEND -> suspended.suspend(key, reason, person);
            case RESUME -> suspended.resume(key, reason, person);
            case CANCEL -> cancelled.cancel(key, reason, person);
        }
        return key;
    }
}
