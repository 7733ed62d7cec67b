package org.meterflow.desk;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meterflow.process.FailureCause;
import org.meterflow.process.ProcessSummary;
import org.meterflow.process.engine.FailureCauses;
import org.meterflow.process.engine.ProcessMaps;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What has failed, by its cause: a hundred cases that fail for one reason are one line. */
@Controller
class FailurePages {

    private final FailureCauses causes;
    private final ProcessMaps maps;

    FailurePages(FailureCauses causes, ProcessMaps maps) {
        this.causes = causes;
        this.maps = maps;
    }

    /** A cause with the names of its process and its step. */
    record Line(FailureCause cause, String process, String step) {}

    /** @param process only what counts there */
    @GetMapping("/failures")
    ModelAndView list(@RequestParam(defaultValue = "") String process, @RequestParam(defaultValue = "1") int page) {
        int number = Math.max(1, page);
        String only = process.isBlank() ? null : process;
        List<ProcessSummary> all = maps.all();
        Map<String, String> names = all.stream().collect(Collectors.toMap(ProcessSummary::key, FailurePages::name));
        List<FailureCause> found = causes.all(only, Pager.SIZE + 1, (number - 1) * Pager.SIZE);
        ModelAndView view = new ModelAndView("failures");
        view.addObject(
                "lines",
                Pager.shown(found).stream().map(cause -> line(cause, names)).toList());
        view.addObject("page", Pager.of(number, found));
        view.addObject("total", causes.total(only));
        view.addObject("processes", all);
        view.addObject("process", process);
        return view;
    }

    private Line line(FailureCause cause, Map<String, String> names) {
        return new Line(
                cause,
                names.getOrDefault(cause.process(), cause.process()),
                maps.stepName(cause.process(), cause.elementId()));
    }

    private static String name(ProcessSummary process) {
        return process.name() == null ? process.key() : process.name();
    }
}
