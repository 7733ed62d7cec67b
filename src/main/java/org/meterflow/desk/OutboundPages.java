package org.meterflow.desk;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.Outbox;
import org.meterflow.messages.OutboxEntry;
import org.meterflow.messages.OutboxFilter;
import org.meterflow.messages.OutboxState;
import org.meterflow.messages.Page;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What went out, or has not yet: each message with its attempts and the reason of the last failure. */
@Controller
class OutboundPages {

    private final Outbox outbox;
    private final OwnParty ownParty;
    private final Payloads payloads;

    OutboundPages(Outbox outbox, OwnParty ownParty, Payloads payloads) {
        this.outbox = outbox;
        this.ownParty = ownParty;
        this.payloads = payloads;
    }

    @GetMapping("/messages/out")
    String list(
            @RequestParam(defaultValue = "") String recipient,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") int page,
            Authentication person,
            Model model) {
        OutboxFilter filter = new OutboxFilter(
                null, ownParty.of(person).orElse(given(recipient)), null, given(key), states(state), null, null);
        int number = Math.max(1, page);
        model.addAttribute("entries", outbox.search(filter, new Page(number - 1, Pager.SIZE)));
        model.addAttribute("page", new Pager(number, Pager.SIZE, outbox.count(filter) > number * Pager.SIZE));
        model.addAttribute("states", OutboxState.values());
        model.addAttribute("recipient", recipient);
        model.addAttribute("key", key);
        model.addAttribute("state", state);
        model.addAttribute("bound", ownParty.of(person).orElse(""));
        return "messages-out";
    }

    @GetMapping("/messages/out/{id}")
    String show(@PathVariable String id, Authentication person, Model model) {
        OutboxEntry entry = entry(id, person);
        model.addAttribute("entry", entry);
        String body = payloads.readable(entry.message().body(), entry.message().contentType());
        model.addAttribute("body", body);
        model.addAttribute("meterMessage", Payloads.meterMessage(body));
        return "message-out";
    }

    @PostMapping("/messages/out/{id}/retry")
    String retry(@PathVariable String id, Authentication person, RedirectAttributes told) {
        entry(id, person);
        if (outbox.retry(id, person.getName())) {
            told.addFlashAttribute("told", "We are sending the message again. Check its state below.");
        } else {
            told.addFlashAttribute("warned", "The message is already being sent, or was sent.");
        }
        return "redirect:/messages/out/" + id;
    }

    private OutboxEntry entry(String id, Authentication person) {
        return outbox.find(id)
                .filter(entry -> ownParty.maySee(person, entry.message().recipient()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static @Nullable String given(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private static Set<OutboxState> states(String word) {
        if (word.isBlank()) {
            return Set.of();
        }
        return Arrays.stream(OutboxState.values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .map(Set::of)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }
}
