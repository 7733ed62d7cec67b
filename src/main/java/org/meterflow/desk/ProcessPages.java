package org.meterflow.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.ProcessSummary;
import org.meterflow.process.ProcessVersion;
import org.meterflow.process.StepCount;
import org.meterflow.process.UnknownProcess;
import org.meterflow.process.change.ProcessChanges;
import org.meterflow.process.engine.ProcessMaps;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** The processes, and the map of each with the places where its cases are now. */
@Controller
class ProcessPages {

    private final ProcessMaps maps;
    private final PageVersions marks;
    private final ProcessChanges changes;

    ProcessPages(ProcessMaps maps, PageVersions marks, ProcessChanges changes) {
        this.changes = changes;
        this.maps = maps;
        this.marks = marks;
    }

    record Count(long running, long retrying, long incidents) {}

    @GetMapping("/processes")
    String list(Model model) {
        model.addAttribute("processes", maps.all());
        model.addAttribute("waiting", changes.waiting().size());
        return "processes";
    }

    /** @param version of the diagram, to see only the cases that run by it; without one, all cases in the newest */
    @GetMapping("/processes/{key}/map")
    String map(@PathVariable String key, @RequestParam(required = false) @Nullable Integer version, Model model) {
        Topic topic = new Topic(Topic.Kind.TOKENS, key);
        model.addAttribute("mark", marks.of(topic));
        ProcessSummary process = maps.all().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<StepCount> steps = sorted(maps.tokens(key, version));
        List<ProcessVersion> choices = maps.everyVersion(key);
        List<ProcessVersion> versions =
                choices.stream().filter(each -> each.running() > 0).toList();
        model.addAttribute("choices", choices);
        model.addAttribute("process", process);
        model.addAttribute("version", version);
        model.addAttribute("versions", versions);
        model.addAttribute("steps", steps);
        model.addAttribute("running", running(process, versions, version));
        model.addAttribute(
                "retrying", steps.stream().mapToLong(StepCount::retrying).sum());
        model.addAttribute(
                "incidents", steps.stream().mapToLong(StepCount::incidents).sum());
        model.addAttribute("topic", topic);
        model.addAttribute("diagrams", true);
        return "process-map";
    }

    private static long running(ProcessSummary process, List<ProcessVersion> versions, @Nullable Integer version) {
        return version == null
                ? process.running()
                : versions.stream()
                        .filter(each -> each.version() == version)
                        .mapToLong(ProcessVersion::running)
                        .sum();
    }

    @GetMapping(path = "/processes/{key}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    @ResponseBody
    String diagram(@PathVariable String key, @RequestParam(required = false) @Nullable Integer version) {
        return maps.diagram(key, version);
    }

    @GetMapping(path = "/processes/{key}/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Count> tokens(@PathVariable String key, @RequestParam(required = false) @Nullable Integer version) {
        return maps.tokens(key, version).stream()
                .collect(Collectors.toMap(
                        StepCount::elementId, step -> new Count(step.running(), step.retrying(), step.incidents())));
    }

    @ExceptionHandler(UnknownProcess.class)
    void unknown(HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    private static List<StepCount> sorted(List<StepCount> steps) {
        return steps.stream()
                .sorted(Comparator.comparing(StepCount::incidents)
                        .thenComparing(StepCount::retrying)
                        .thenComparing(StepCount::running)
                        .reversed()
                        .thenComparing(StepCount::name))
                .toList();
    }
}
