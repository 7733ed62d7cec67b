package org.meterflow.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.BulkWork;
import org.meterflow.process.CaseDetails;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.Step;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.CasePaths;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.engine.Suspensions;
import org.meterflow.process.help.MovedTokens;
import org.meterflow.process.help.SuspendedCases;
import org.springframework.beans.factory.ObjectProvider;
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
import org.springframework.web.util.UriComponentsBuilder;

/** One case with all that happened in it. */
@Controller
class CasePages {

    private final CasePaths paths;
    private final CaseViews views;
    private final Timeline timeline;
    private final Storyline storyline;
    private final PageVersions marks;
    private final MeterTalk talk;
    private final CaseTroubles troubles;
    private final ProcessMaps maps;
    private final Suspensions suspensions;
    private final SuspendedCases suspended;
    private final MovedTokens moved;
    private final CaseNotes notes;
    private final ConfidentialPages confidential;
    private final ObjectProvider<BulkWork> works;

    CasePages(
            CasePaths paths,
            CaseViews views,
            Timeline timeline,
            Storyline storyline,
            PageVersions marks,
            MeterTalk talk,
            CaseTroubles troubles,
            ProcessMaps maps,
            Suspensions suspensions,
            SuspendedCases suspended,
            MovedTokens moved,
            CaseNotes notes,
            ConfidentialPages confidential,
            ObjectProvider<BulkWork> works) {
        this.confidential = confidential;
        this.works = works;
        this.notes = notes;
        this.moved = moved;
        this.maps = maps;
        this.suspensions = suspensions;
        this.suspended = suspended;
        this.troubles = troubles;
        this.paths = paths;
        this.views = views;
        this.timeline = timeline;
        this.storyline = storyline;
        this.marks = marks;
        this.talk = talk;
    }

    @GetMapping("/cases/{process}/{id}")
    ModelAndView show(
            @PathVariable String process,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String started,
            @ModelAttribute("frame") Frame frame) {
        CaseKey key = new CaseKey(process, id);
        Topic topic = new Topic(Topic.Kind.CASE, process + "/" + id);
        String mark = marks.of(topic);
        Optional<CaseDetails> found = paths.details(key);
        if (found.isEmpty() && started == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        ModelAndView page = new ModelAndView(found.isPresent() ? "case" : "case-starting");
        page.addObject("key", key);
        page.addObject("topic", topic);
        page.addObject("mark", mark);
        found.ifPresent(details -> describe(page, key, details));
        confidential.announce(page, key, frame);
        page.addObject("mayHelp", frame.roles().stream().anyMatch(CasePages::mayHelp));
        return page;
    }

    private void describe(ModelAndView page, CaseKey key, CaseDetails details) {
        page.addObject("case", details);
        page.addObject("facts", details.facts());
        notes.show(page, key);
        page.addObject("story", storyline.of(timeline.of(key)));
        page.addObject(
                "passed",
                ids(details.steps().stream()
                        .filter(step -> step.ended() != null && !step.cancelled())
                        .toList()));
        page.addObject("trail", details.steps().stream().map(CasePages::trail).collect(Collectors.joining(" ")));
        page.addObject("active", inDiagram(details.active().stream()));
        page.addObject("failed", inDiagram(details.failures().stream().map(CaseDetails.Failure::elementId)));
        List<CaseFacts> called = called(details);
        page.addObject("called", called);
        page.addObject("troubles", troubles.of(Stream.concat(Stream.of(details.facts()), called.stream())));
        page.addObject("suspension", suspended.suspension(key).orElse(null));
        page.addObject(
                "suspended",
                suspensions.among(Stream.concat(Stream.of(key), called.stream().map(CaseFacts::key))
                        .toList()));
        page.addObject("moved", String.join(" ", moved.boxes(key)));
        page.addObject("newest", maps.newest(key.process()));
        page.addObject("exchanged", talk.of(views.commands(key)));
        page.addObject("bulk", works.stream().anyMatch(work -> work.concerns(key)));
        page.addObject("diagrams", true);
    }

    private static String ids(List<Step> steps) {
        return inDiagram(steps.stream().map(Step::elementId));
    }

    /** When the case came to a step and when it left: from this the page tells which way it went. */
    private static String trail(Step step) {
        Instant ended = step.ended();
        return inDiagram(Stream.of(step.elementId())) + "," + step.started().toEpochMilli() + ","
                + (ended == null ? "" : ended.toEpochMilli());
    }

    /** Of a step that is done several times the engine also knows a body; the diagram knows only the step. */
    private static String inDiagram(Stream<String> elementIds) {
        return elementIds
                .map(id -> id.replace("#multiInstanceBody", ""))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** Those that it has called, and those that are linked with it. */
    private List<CaseFacts> called(CaseDetails details) {
        Stream<CaseFacts> called = details.steps().stream()
                .flatMap(step -> Optional.ofNullable(step.called()).stream())
                .distinct()
                .flatMap(key -> views.facts(key).stream());
        return Stream.concat(views.relatedTo(details.facts().key()).stream(), called)
                .toList();
    }

    @PostMapping("/cases/{process}/{id}/retry")
    String retry(
            @PathVariable String process, @PathVariable String id, @RequestParam String job, RedirectAttributes told) {
        boolean known = paths.details(new CaseKey(process, id)).stream()
                .flatMap(details -> details.failures().stream())
                .anyMatch(failure -> failure.jobId().equals(job));
        if (known) {
            paths.retry(job);
            told.addFlashAttribute("told", "We are retrying the step. Check the result below.");
        } else {
            told.addFlashAttribute("warned", "This step does not need a retry any more.");
        }
        return "redirect:" + address(new CaseKey(process, id));
    }

    static boolean mayHelp(Role role) {
        return role == Role.OPERATOR || role == Role.PROCESS_OWNER || role == Role.ADMINISTRATOR;
    }

    static String address(CaseKey key) {
        return UriComponentsBuilder.fromPath("/cases/{process}/{id}")
                .buildAndExpand(key.process(), key.caseId())
                .encode()
                .toUriString();
    }
}
