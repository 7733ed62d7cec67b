package org.meterflow.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meterflow.process.ProcessSummary;
import org.meterflow.process.StepCount;
import org.meterflow.process.UnknownProcess;
import org.meterflow.process.engine.ProcessMaps;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** The processes, and the map of each with the places where its cases are now. */
@Controller
class ProcessPages {

    private final ProcessMaps maps;
    private final PageVersions marks;

    ProcessPages(ProcessMaps maps, PageVersions marks) {
        this.maps = maps;
        this.marks = marks;
    }

    record Count(long running, long incidents) {}

    @GetMapping("/processes")
    String list(Model model) {
        model.addAttribute("processes", maps.all());
        return "processes";
    }

    @GetMapping("/processes/{key}/map")
    String map(@PathVariable String key, Model model) {
        Topic topic = new Topic(Topic.Kind.TOKENS, key);
        model.addAttribute("mark", marks.of(topic));
        ProcessSummary process = maps.all().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("process", process);
        model.addAttribute("steps", sorted(maps.tokens(key)));
        model.addAttribute("topic", topic);
        model.addAttribute("diagrams", true);
        return "process-map";
    }

    @GetMapping(path = "/processes/{key}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    @ResponseBody
    String diagram(@PathVariable String key) {
        return maps.diagram(key);
    }

    @GetMapping(path = "/processes/{key}/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Count> tokens(@PathVariable String key) {
        return maps.tokens(key).stream()
                .collect(Collectors.toMap(StepCount::elementId, step -> new Count(step.running(), step.incidents())));
    }

    @ExceptionHandler(UnknownProcess.class)
    void unknown(HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    private static List<StepCount> sorted(List<StepCount> steps) {
        return steps.stream()
                .sorted(Comparator.comparing(StepCount::incidents)
                        .thenComparing(StepCount::running)
                        .reversed()
                        .thenComparing(StepCount::name))
                .toList();
    }
}
