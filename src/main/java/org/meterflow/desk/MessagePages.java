package org.meterflow.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.InboxEntry;
import org.meterflow.messages.InboxFilter;
import org.meterflow.messages.MessageCatalogue;
import org.meterflow.messages.NotReplayable;
import org.meterflow.messages.Page;
import org.meterflow.messages.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What came in: each message with what became of it, why, and what it may have meant. */
@Controller
class MessagePages {

    private static final Topic MESSAGES = new Topic(Topic.Kind.MESSAGES, "");

    private final Inbox inbox;
    private final MessageCatalogue catalogue;
    private final OwnParty ownParty;
    private final PageVersions marks;
    private final Payloads payloads;

    MessagePages(Inbox inbox, MessageCatalogue catalogue, OwnParty ownParty, PageVersions marks, Payloads payloads) {
        this.inbox = inbox;
        this.catalogue = catalogue;
        this.ownParty = ownParty;
        this.marks = marks;
        this.payloads = payloads;
    }

    @GetMapping("/messages")
    String list(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String sender,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "1") int page,
            Authentication person,
            Model model) {
        InboxFilter filter = new InboxFilter(
                given(name),
                given(key),
                ownParty.of(person).orElse(given(sender)),
                Set.of(),
                verdicts(verdict),
                null,
                null);
        int number = Math.max(1, page);
        model.addAttribute("mark", marks.of(MESSAGES));
        model.addAttribute("entries", inbox.search(filter, new Page(number - 1, Pager.SIZE)));
        model.addAttribute("page", new Pager(number, Pager.SIZE, inbox.count(filter) > number * Pager.SIZE));
        model.addAttribute("types", catalogue.types());
        model.addAttribute("verdicts", Verdict.values());
        model.addAttribute("name", name);
        model.addAttribute("key", key);
        model.addAttribute("sender", sender);
        model.addAttribute("verdict", verdict);
        model.addAttribute("bound", ownParty.of(person).orElse(""));
        model.addAttribute("topic", MESSAGES);
        return "messages";
    }

    @GetMapping("/messages/{id}")
    ModelAndView show(@PathVariable String id, Authentication person) {
        return page(entry(id, person), List.of(), HttpStatus.OK);
    }

    @PostMapping("/messages/{id}/replay")
    ModelAndView replay(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String why,
            Authentication person,
            RedirectAttributes told) {
        InboxEntry entry = entry(id, person);
        Optional<InputError> wrong = why.isBlank()
                ? Optional.of(new InputError("why", "Enter a reason for delivering the message again"))
                : Limits.check("why", "The reason", why.strip(), Limits.REASON);
        if (wrong.isPresent()) {
            return page(entry, List.of(wrong.get()), HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("why", why);
        }
        try {
            InboxEntry after = inbox.replay(id, person.getName(), why.strip());
            told.addFlashAttribute("told", "Delivered again: " + StateWords.of(after.verdict()) + ".");
        } catch (NotReplayable refused) {
            told.addFlashAttribute("warned", refused.getMessage());
        }
        return new ModelAndView("redirect:/messages/" + entry.id());
    }

    private InboxEntry entry(String id, Authentication person) {
        return inbox.find(id)
                .filter(entry -> ownParty.maySee(person, entry.message().sender()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView page(InboxEntry entry, List<InputError> errors, HttpStatus status) {
        ModelAndView page = new ModelAndView("message");
        page.addObject("entry", entry);
        page.addObject("history", inbox.history(entry.id()));
        page.addObject("data", payloads.readable(entry.message().data()));
        page.addObject(
                "replayable",
                !Set.of(Verdict.STARTED, Verdict.CORRELATED, Verdict.DUPLICATE).contains(entry.verdict()));
        page.addObject("errors", errors);
        page.setStatus(status);
        return page;
    }

    private static @Nullable String given(String text) {
        return text.isBlank() ? null : text.strip();
    }

    /** An unknown word is refused: it must not show everything. */
    private static Set<Verdict> verdicts(String word) {
        if (word.isBlank()) {
            return Set.of();
        }
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.name().equals(word))
                .findFirst()
                .map(Set::of)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }
}
