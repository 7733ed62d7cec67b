package org.meterflow.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.ProcessSummary;
import org.meterflow.process.ProcessVersion;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.migration.MigratedCase;
import org.meterflow.process.migration.Migration;
import org.meterflow.process.migration.Migrations;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Running cases go on in another version of their diagram: what would happen, then the move, then its results. */
@Controller
class MigrationPages {

    private static final int LEAST_REASON = 10;
    private static final int FORMER = 20;

    private final ProcessMaps maps;
    private final Migrations migrations;

    MigrationPages(ProcessMaps maps, Migrations migrations) {
        this.maps = maps;
        this.migrations = migrations;
    }

    @GetMapping("/processes/{key}/move")
    ModelAndView ask(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to) {
        return page(key, from, to, "", List.of());
    }

    private ModelAndView page(
            String key, @Nullable Integer from, @Nullable Integer to, String reason, List<InputError> wrong) {
        ProcessSummary process = process(key);
        List<ProcessVersion> sources = maps.versions(key);
        List<InputError> errors = new ArrayList<>(wrong);
        ModelAndView page = new ModelAndView("move-cases");
        page.addObject("process", process);
        page.addObject("sources", sources);
        page.addObject("targets", List.of(process.version()));
        page.addObject("from", from);
        page.addObject("to", to);
        page.addObject("reason", reason);
        if (from != null && to != null) {
            Optional<InputError> unfit = unfit(process, sources, from, to);
            unfit.ifPresent(errors::add);
            page.addObject("trial", unfit.isPresent() ? null : migrations.tryOut(key, from, to));
        }
        page.addObject("errors", errors);
        page.addObject("former", migrations.of(key, FORMER));
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private Optional<InputError> unfit(ProcessSummary process, List<ProcessVersion> sources, int from, int to) {
        if (from == to) {
            return Optional.of(new InputError("to", "Select another version than the one the cases run by"));
        }
        if (sources.stream().noneMatch(source -> source.version() == from)) {
            return Optional.of(new InputError("from", "No case runs by version " + from + " any more"));
        }
        return to == process.version()
                ? Optional.empty()
                : Optional.of(
                        new InputError(
                                "to",
                                "Cases move only to the version in force. To have a former one in force, propose to go back to it"));
    }

    private ProcessSummary process(String key) {
        return maps.all().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @PostMapping("/processes/{key}/move")
    ModelAndView move(
            @PathVariable String key,
            @RequestParam int from,
            @RequestParam int to,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute("frame") Frame frame) {
        ProcessSummary process = process(key);
        String why = reason.strip();
        List<InputError> wrong = new ArrayList<>();
        if (why.length() < LEAST_REASON) {
            wrong.add(new InputError(
                    "reason", "Enter a reason of at least 10 characters: it stands in the story of each case"));
        }
        Limits.check("reason", "The reason", why, Limits.REASON).ifPresent(wrong::add);
        if (!wrong.isEmpty() || unfit(process, maps.versions(key), from, to).isPresent()) {
            return page(key, from, to, why, wrong);
        }
        long id = migrations.start(key, from, to, why, Frame.me(frame));
        return new ModelAndView("redirect:/processes/" + process.key() + "/moves/" + id);
    }

    @GetMapping("/processes/{key}/moves/{id}")
    ModelAndView result(@PathVariable String key, @PathVariable long id, @RequestParam(defaultValue = "1") int page) {
        Migration migration = migrations
                .find(id)
                .filter(each -> each.process().equals(key))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        int number = Math.max(1, page);
        List<MigratedCase> rows = migrations.cases(id, Pager.SIZE + 1, (number - 1) * Pager.SIZE);
        ModelAndView view = new ModelAndView("moved-cases");
        view.addObject("process", process(key));
        view.addObject("move", migration);
        view.addObject("rows", Pager.shown(rows));
        view.addObject("page", Pager.of(number, rows));
        return view;
    }
}
