package org.meterflow.desk;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.ApiClient;
import org.meterflow.party.Party;
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

/** Which of a party's programs may call. */
@Controller
class PartyKeyPages {

    private final PartyView view;
    private final PartyChanges changes;

    PartyKeyPages(PartyView view, PartyChanges changes) {
        this.view = view;
        this.changes = changes;
    }

    @PostMapping("/parties/{id}/clients")
    ModelAndView addClient(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Set<String> roles,
            @ModelAttribute("frame") Frame frame) {
        Party party = view.party(id);
        List<InputError> errors = name.isBlank()
                ? List.of(new InputError("name", "Enter a program name"))
                : Limits.check("name", "The program's name", name.strip(), Limits.NAME).stream()
                        .toList();
        if (!errors.isEmpty()) {
            return view.wrong(party, errors);
        }
        Set<String> known = roles == null ? Set.of() : roles;
        String key = changes.key(id, name.strip(), known, Frame.me(frame));
        return view.withKey(party, key);
    }

    @GetMapping("/parties/{id}/clients/{client}/revoke")
    ModelAndView askBeforeRevoking(@PathVariable String id, @PathVariable String client) {
        Party party = view.party(id);
        ApiClient key = view.clientsOf(id).stream()
                .filter(each -> each.id().equals(client) && each.revokedAt() == null)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Question.page(
                "Revoke the key of " + key.name() + "?",
                "The program " + key.name() + " of " + party.name()
                        + " will be refused at once. You cannot undo this: the program will need a new key.",
                "Revoke the key",
                "/parties/" + id + "/clients/" + client + "/revoke",
                "/parties/" + id);
    }

    @PostMapping("/parties/{id}/clients/{client}/revoke")
    ModelAndView revoke(
            @PathVariable String id,
            @PathVariable String client,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        if (changes.revoke(id, client, Frame.me(frame))) {
            told.addFlashAttribute("told", "You revoked the key " + client + ".");
        } else {
            told.addFlashAttribute("warned", "This key does not exist or is already revoked.");
        }
        return PartyView.back(id);
    }
}
