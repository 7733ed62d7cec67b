package org.meterflow.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterflow.calendar.DemoClock;
import org.meterflow.desk.DemoScenarios.DemoHome;
import org.meterflow.desk.DemoScenarios.Scenario;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.Reason;
import org.meterflow.process.CaseKey;
import org.meterflow.process.drawn.StartForms;
import org.meterflow.process.engine.EngineClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The demonstration's own controls: a clock that can be advanced, and stories to start. */
@Controller
@ConditionalOnProperty("meterflow.demo.adjustable-clock")
class DemoPages {

    private final DemoClock clock;
    private final EngineClock engineClock;
    private final ObjectProvider<DemoScenarios> scenarios;
    private final Moments moments;
    private final StartForms starts;

    DemoPages(
            DemoClock clock,
            EngineClock engineClock,
            ObjectProvider<DemoScenarios> scenarios,
            Moments moments,
            StartForms starts) {
        this.starts = starts;
        this.clock = clock;
        this.engineClock = engineClock;
        this.scenarios = scenarios;
        this.moments = moments;
    }

    @GetMapping("/demo")
    ModelAndView start(@ModelAttribute("frame") Frame frame) {
        return page(frame, List.of(), "", Scenario.PLAIN, false);
    }

    @PostMapping("/demo/switch")
    ModelAndView switchSupplier(
            @RequestParam(defaultValue = "") String home,
            @RequestParam(defaultValue = "PLAIN") Scenario scenario,
            @RequestParam(defaultValue = "false") boolean both,
            @ModelAttribute("frame") Frame frame) {
        DemoScenarios stories = scenarios.getObject();
        if (home.isBlank()) {
            return page(frame, List.of(new InputError("home", "Select a home")), home, scenario, both);
        }
        try {
            CaseKey started = stories.switchSupplier(new Mpxn(home), scenario, both);
            return new ModelAndView("redirect:/cases/" + started.process() + "/" + started.caseId() + "?started");
        } catch (IllegalArgumentException refused) {
            return page(frame, List.of(new InputError("home", Reason.of(refused))), home, scenario, both);
        }
    }

    @PostMapping("/demo/clock")
    String advance(@RequestParam String to, @RequestParam(defaultValue = "/") String back, RedirectAttributes told) {
        Instant before = clock.instant();
        switch (to) {
            case "hour" -> clock.advance(Duration.ofHours(1));
            case "timer" -> advanceTo(engineClock.nextTimer(), "No case waits for a time.", told);
            case "gate-closure" ->
                advanceTo(
                        stories().flatMap(DemoScenarios::nextGateClosure),
                        "No switch has its gate closure ahead.",
                        told);
            case "supply-start" ->
                advanceTo(
                        stories().flatMap(DemoScenarios::nextSupplyStart),
                        "No switch has its supply start ahead.",
                        told);
            default -> told.addFlashAttribute("warned", "There is no such time: " + to);
        }
        Duration moved = Duration.between(before, clock.instant());
        if (moved.compareTo(Duration.ofSeconds(1)) > 0) {
            told.addFlashAttribute("told", "It is now " + moments.full(clock.instant()) + ".");
        }
        return "redirect:" + OwnPath.of(back);
    }

    private Optional<DemoScenarios> stories() {
        return Optional.ofNullable(scenarios.getIfAvailable());
    }

    private void advanceTo(Optional<Instant> instant, String otherwise, RedirectAttributes told) {
        instant.ifPresentOrElse(clock::advanceTo, () -> told.addFlashAttribute("warned", otherwise));
    }

    private ModelAndView page(Frame frame, List<InputError> errors, String home, Scenario scenario, boolean both) {
        List<DemoHome> homes = stories().map(DemoScenarios::homes).orElse(List.of());
        ModelAndView page = new ModelAndView("demo");
        page.addObject("homes", homes);
        page.addObject("startable", homes.isEmpty() ? List.of() : starts.startableBy(Frame.me(frame)));
        page.addObject("scenarios", Scenario.values());
        page.addObject("errors", errors);
        page.addObject("home", home);
        page.addObject("scenario", scenario);
        page.addObject("both", both);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
