package org.meterflow.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.ProcessVersion;
import org.meterflow.process.change.ChangeProposals;
import org.meterflow.process.change.ChangedFile;
import org.meterflow.process.change.ProcessChange;
import org.meterflow.process.change.ProcessChanges;
import org.meterflow.process.change.Proposal;
import org.meterflow.process.engine.Definition;
import org.meterflow.process.engine.Definitions;
import org.meterflow.process.engine.ModelKind;
import org.meterflow.process.engine.ProcessMaps;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All versions of a diagram or a decision table, how each came, and the way back to one. */
@Controller
@RequestMapping("/processes/versions/{kind}/{key}")
class VersionPages {

    private final Definitions definitions;
    private final ProcessChanges changes;
    private final ChangeProposals proposals;
    private final ProcessMaps maps;

    VersionPages(Definitions definitions, ProcessChanges changes, ChangeProposals proposals, ProcessMaps maps) {
        this.definitions = definitions;
        this.changes = changes;
        this.proposals = proposals;
        this.maps = maps;
    }

    /**
     * @param change by which it came; null when a start of the program brought it
     * @param replaced the approved change whose place a start took
     */
    record Version(
            Definition definition,
            @Nullable ProcessChange change,
            @Nullable Long replaced,
            long running) {}

    @GetMapping
    String list(@PathVariable String kind, @PathVariable String key, Model model) {
        ModelKind of = ModelAddress.kind(kind);
        List<Definition> found = definitions.versions(of, key);
        if (found.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        List<ProcessChange> all = changes.of(of, key);
        model.addAttribute("newest", found.get(0));
        model.addAttribute("isDiagram", of == ModelKind.DIAGRAM);
        model.addAttribute("kind", ModelAddress.word(of));
        model.addAttribute("versions", versions(found, all, running(of, key)));
        model.addAttribute("changes", all);
        return "versions";
    }

    private Map<Integer, Long> running(ModelKind kind, String key) {
        return kind != ModelKind.DIAGRAM
                ? Map.of()
                : maps.versions(key).stream()
                        .collect(Collectors.toMap(ProcessVersion::version, ProcessVersion::running));
    }

    private static List<Version> versions(
            List<Definition> found, List<ProcessChange> changes, Map<Integer, Long> running) {
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Definition each = found.get(i);
            Optional<Long> change = ProcessChanges.changeOf(each);
            Optional<Long> former = i + 1 < found.size() ? ProcessChanges.changeOf(found.get(i + 1)) : Optional.empty();
            versions.add(new Version(
                    each,
                    changes.stream()
                            .filter(one -> change.filter(id -> id == one.id()).isPresent())
                            .findFirst()
                            .orElse(null),
                    change.isEmpty() ? former.orElse(null) : null,
                    running.getOrDefault(each.version(), 0L)));
        }
        return versions;
    }

    @GetMapping("/{version}/file")
    ResponseEntity<byte[]> file(@PathVariable String kind, @PathVariable String key, @PathVariable int version) {
        return ModelAddress.download(definitions.file(definition(kind, key, version)));
    }

    @GetMapping("/{version}/back")
    ModelAndView askBeforeGoingBack(@PathVariable String kind, @PathVariable String key, @PathVariable int version) {
        return page(definition(kind, key, version), List.of(), "");
    }

    @PostMapping("/{version}/back")
    ModelAndView goBack(
            @PathVariable String kind,
            @PathVariable String key,
            @PathVariable int version,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        Definition definition = definition(kind, key, version);
        List<InputError> errors = Limits.needed("reason", "Enter why you go back", "The reason", reason);
        if (!errors.isEmpty()) {
            return page(definition, errors, reason);
        }
        Proposal proposal = proposals.goBack(definition, reason.strip(), Frame.me(frame));
        Long change = proposal.change();
        if (change == null) {
            return page(definition, ChangePages.errors("reason", proposal.wrong()), reason);
        }
        told.addFlashAttribute("told", "The way back is proposed. It waits for another process owner.");
        return ChangePages.back(change);
    }

    private ModelAndView page(Definition definition, List<InputError> errors, String reason) {
        ModelKind kind = definition.kind();
        String key = definition.key();
        Definition now = definitions.inForce(kind, key).orElse(definition);
        ModelAndView page = new ModelAndView("version-back");
        page.addObject("definition", definition);
        page.addObject("versionsAddress", ModelAddress.versions(kind, key));
        page.addObject(
                "comparison",
                new Comparison(
                        ModelAddress.word(kind) + "-" + key,
                        definition.name(),
                        new ChangedFile(
                                kind,
                                key,
                                definition.name(),
                                definition.file(),
                                now.version(),
                                proposals.whatWouldChange(definition)),
                        ModelAddress.version(kind, key, now.version()),
                        ModelAddress.version(kind, key, definition.version())));
        page.addObject("reason", reason);
        page.addObject("errors", errors);
        page.addObject("diagrams", true);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private Definition definition(String kind, String key, int version) {
        return definitions
                .find(ModelAddress.kind(kind), key, version)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
