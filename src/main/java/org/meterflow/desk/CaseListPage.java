package org.meterflow.desk;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseViews;
import org.meterflow.process.ProcessSummary;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.engine.Suspensions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The cases, found by what people know them by. */
@Controller
class CaseListPage {

    private static final int FIRST_FEW = 10;

    private final CaseViews views;
    private final ProcessMaps maps;
    private final CaseTroubles troubles;
    private final Suspensions suspensions;

    CaseListPage(CaseViews views, ProcessMaps maps, CaseTroubles troubles, Suspensions suspensions) {
        this.suspensions = suspensions;
        this.views = views;
        this.maps = maps;
        this.troubles = troubles;
    }

    /** @param step an element of the diagram: then only the cases that rest there */
    @GetMapping("/cases")
    ModelAndView list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String process,
            @RequestParam(defaultValue = "") String step,
            @RequestParam(defaultValue = "1") int page) {
        List<ProcessSummary> all = maps.all();
        List<Group> groups = process.isBlank()
                ? all.stream().map(each -> firstFew(each, q)).toList()
                : all.stream()
                        .filter(each -> each.key().equals(process))
                        .map(each -> onePage(each, q, step, Math.max(1, page)))
                        .toList();
        Optional<CaseFacts> theOne = onlyHit(q, groups);
        if (theOne.isPresent()) {
            return new ModelAndView("redirect:" + CasePages.address(theOne.get().key()));
        }
        ModelAndView view = new ModelAndView("cases");
        view.addObject(
                "groups",
                groups.stream().filter(group -> !group.cases().isEmpty()).toList());
        view.addObject("troubles", troubles.of(groups.stream().flatMap(group -> group.cases().stream())));
        view.addObject(
                "suspended",
                suspensions.among(groups.stream()
                        .flatMap(group -> group.cases().stream().map(CaseFacts::key))
                        .toList()));
        view.addObject("processes", all);
        view.addObject("q", q);
        view.addObject("process", process);
        view.addObject("step", step);
        view.addObject("stepName", step.isBlank() ? "" : maps.stepName(process, step));
        return view;
    }

    private Group firstFew(ProcessSummary process, String text) {
        List<CaseFacts> found = views.search(process.key(), text, 0, FIRST_FEW);
        return new Group(process, found, null, found.size() == FIRST_FEW);
    }

    private Group onePage(ProcessSummary process, String text, String step, int page) {
        List<CaseFacts> found = step.isBlank()
                ? views.search(process.key(), text, page - 1, Pager.SIZE)
                : maps.casesAt(process.key(), step, page - 1, Pager.SIZE);
        return new Group(process, found, new Pager(page, Pager.SIZE, found.size() == Pager.SIZE), false);
    }

    private static Optional<CaseFacts> onlyHit(String text, List<Group> groups) {
        List<CaseFacts> hits =
                groups.stream().flatMap(group -> group.cases().stream()).toList();
        return text.isBlank() || hits.size() != 1 ? Optional.empty() : Optional.of(hits.get(0));
    }

    /** Cases of one process, as one part of the list. */
    record Group(
            ProcessSummary process,
            List<CaseFacts> cases,
            @Nullable Pager page,
            boolean more) {}
}
