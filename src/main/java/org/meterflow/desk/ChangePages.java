package org.meterflow.desk;

import java.util.List;
import org.meterflow.process.change.ChangeProposals;
import org.meterflow.process.change.ChangedFile;
import org.meterflow.process.change.Decision;
import org.meterflow.process.change.ProcessChange;
import org.meterflow.process.change.ProcessChanges;
import org.meterflow.process.change.Proposal;
import org.meterflow.process.engine.Definitions;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The changes of processes, and where a second person decides about one. */
@Controller
class ChangePages {

    private static final int LAST_PAGE = 10_000;

    private final ProcessChanges changes;
    private final ChangeProposals proposals;
    private final Definitions definitions;

    ChangePages(ProcessChanges changes, ChangeProposals proposals, Definitions definitions) {
        this.changes = changes;
        this.proposals = proposals;
        this.definitions = definitions;
    }

    @GetMapping("/processes/changes")
    String list(@RequestParam(defaultValue = "1") int page, Model model) {
        int number = Math.max(1, Math.min(page, LAST_PAGE));
        List<ProcessChange> rows = changes.latest(Pager.SIZE + 1, (number - 1) * Pager.SIZE);
        model.addAttribute("waiting", changes.waiting());
        model.addAttribute("changes", Pager.shown(rows));
        model.addAttribute("pager", Pager.of(number, rows));
        model.addAttribute("inForce", definitions.inForce());
        return "changes";
    }

    @GetMapping("/processes/changes/{id}")
    ModelAndView show(@PathVariable long id) {
        return page(change(id), List.of(), "");
    }

    @GetMapping("/processes/changes/{id}/files/{kind}/{key}")
    ResponseEntity<byte[]> file(@PathVariable long id, @PathVariable String kind, @PathVariable String key) {
        return changes.file(id, ModelAddress.kind(kind), key)
                .map(ModelAddress::download)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @PostMapping("/processes/changes/{id}/approve")
    ModelAndView approve(@PathVariable long id, @ModelAttribute("frame") Frame frame, RedirectAttributes told) {
        String me = Frame.me(frame);
        Decision decision = Crossing.settled(() -> changes.approve(change(id), me));
        if (!decision.wrong().isEmpty()) {
            return page(change(id), errors("approve", decision.wrong()), "");
        }
        tell(told, decision, "Change " + id + " is in force.");
        return back(id);
    }

    @PostMapping("/processes/changes/{id}/refuse")
    ModelAndView refuse(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        List<InputError> errors = Limits.needed("reason", "Enter why you refuse the change", "The reason", reason);
        if (!errors.isEmpty()) {
            return page(change(id), errors, reason);
        }
        tell(told, changes.refuse(change(id), reason.strip(), Frame.me(frame)), "You refused change " + id + ".");
        return back(id);
    }

    @PostMapping("/processes/changes/{id}/withdraw")
    ModelAndView withdraw(@PathVariable long id, @ModelAttribute("frame") Frame frame, RedirectAttributes told) {
        tell(told, changes.withdraw(change(id), Frame.me(frame)), "You withdrew change " + id + ".");
        return back(id);
    }

    @PostMapping("/processes/changes/{id}/again")
    ModelAndView again(@PathVariable long id, @ModelAttribute("frame") Frame frame, RedirectAttributes told) {
        Proposal proposal = proposals.again(change(id), Frame.me(frame));
        Long anew = proposal.change();
        if (anew == null) {
            return page(change(id), errors("again", proposal.wrong()), "");
        }
        told.addFlashAttribute("told", "You put it forward again, compared with what is in force now.");
        return back(anew);
    }

    private static void tell(RedirectAttributes told, Decision decision, String done) {
        switch (decision.result()) {
            case DONE -> told.addFlashAttribute("told", done);
            case ENDED -> told.addFlashAttribute("warned", "This change no longer waits: see below what became of it.");
            case NOT_THEIRS ->
                told.addFlashAttribute("warned", "One person proposes a change, another decides about it.");
            case SUPERSEDED ->
                told.addFlashAttribute(
                        "warned", "What is in force has changed since. The change has to be looked at again.");
            case UNFIT -> told.addFlashAttribute("warned", "The program could not run it.");
        }
    }

    private ModelAndView page(ProcessChange change, List<InputError> errors, String reason) {
        ModelAndView page = new ModelAndView("change");
        page.addObject("change", change);
        page.addObject("ofToday", changes.isOfToday(change));
        page.addObject(
                "comparisons",
                change.files().stream().map(file -> comparison(change, file)).toList());
        page.addObject("reason", reason);
        page.addObject("errors", errors);
        page.addObject("diagrams", true);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private static Comparison comparison(ProcessChange change, ChangedFile file) {
        return new Comparison(
                ModelAddress.word(file.kind()) + "-" + file.key(),
                file.title(),
                file,
                file.base() == 0 ? "" : ModelAddress.version(file.kind(), file.key(), file.base()),
                ModelAddress.proposed(change.id(), file.kind(), file.key()));
    }

    static List<InputError> errors(String field, List<String> sentences) {
        return sentences.stream()
                .limit(100)
                .map(sentence -> new InputError(field, sentence))
                .toList();
    }

    private ProcessChange change(long id) {
        return changes.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    static ModelAndView back(long id) {
        return new ModelAndView("redirect:/processes/changes/" + id);
    }
}
