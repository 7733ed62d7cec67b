package org.meterflow.desk;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.meterflow.party.Party;
import org.meterflow.party.WebAddress;
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

/** Where a party's answers and notifications go. */
@Controller
class PartyAddressPages {

    private final PartyView view;
    private final PartyChanges changes;

    PartyAddressPages(PartyView view, PartyChanges changes) {
        this.view = view;
        this.changes = changes;
    }

    @PostMapping("/parties/{id}/response-address")
    ModelAndView changeResponseAddress(
            @PathVariable String id,
            @RequestParam String user,
            @RequestParam(defaultValue = "") String address,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        Party party = view.party(id);
        Eui64 eui = new Eui64(user);
        String field = "address-" + eui.value();
        if (party.user(eui).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Optional<InputError> tooLong = Limits.check(field, "The web address", address.strip(), Limits.ADDRESS);
        if (tooLong.isPresent()) {
            return view.wrong(party, List.of(tooLong.get()));
        }
        try {
            URI uri = address.isBlank() ? null : WebAddress.of(address);
            changes.responseAddress(id, eui, uri, Frame.me(frame));
            told.addFlashAttribute(
                    "told",
                    uri == null
                            ? "We now send answers to the default address."
                            : "We now send answers to " + uri + ".");
            return PartyView.back(id);
        } catch (IllegalArgumentException unfit) {
            return view.wrong(party, List.of(new InputError(field, Reason.of(unfit))));
        }
    }

    @PostMapping("/parties/{id}/webhook")
    ModelAndView changeWebhook(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String webhook,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        Party party = view.party(id);
        if (webhook.isBlank()) {
            changes.noWebhook(id, Frame.me(frame));
            told.addFlashAttribute("told", party.name() + " no longer gets notifications.");
            return PartyView.back(id);
        }
        Optional<InputError> tooLong = Limits.check("webhook", "The web address", webhook.strip(), Limits.ADDRESS);
        if (tooLong.isPresent()) {
            return view.wrong(party, List.of(tooLong.get()));
        }
        try {
            String secret = changes.webhook(id, WebAddress.of(webhook), Frame.me(frame));
            return view.withSecret(view.party(id), secret);
        } catch (IllegalArgumentException unfit) {
            return view.wrong(party, List.of(new InputError("webhook", Reason.of(unfit))));
        }
    }

    @GetMapping("/parties/{id}/webhook-secret")
    ModelAndView askBeforeNewSecret(@PathVariable String id) {
        Party party = view.party(id);
        return Question.page(
                "Make a new secret for " + party.name() + "?",
                "Meterflow will sign its notifications with the new secret. The present secret works for a time, until the"
                        + " party has taken the new one.",
                "Make a new secret",
                "/parties/" + id + "/webhook-secret",
                "/parties/" + id);
    }

    @PostMapping("/parties/{id}/webhook-secret")
    ModelAndView renewSecret(@PathVariable String id, @ModelAttribute("frame") Frame frame) {
        Party party = view.party(id);
        return view.withSecret(party, changes.secret(id, Frame.me(frame)));
    }
}
