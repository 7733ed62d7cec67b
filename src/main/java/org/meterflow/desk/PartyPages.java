package org.meterflow.desk;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.meterflow.messages.ApiClient;
import org.meterflow.messages.ApiClients;
import org.meterflow.messages.MessageCatalogue;
import org.meterflow.party.Certificates;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyHistory;
import org.meterflow.party.PartyStatus;
import org.meterflow.party.WebAddress;
import org.springframework.http.HttpStatus;
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

/** How each party is reached, and which of its programs may call: the administrator's side of the market. */
@Controller
class PartyPages {

    private final Parties parties;
    private final ApiClients clients;
    private final PartyChanges changes;
    private final PartyHistory history;
    private final Certificates certificates;
    private final MessageCatalogue catalogue;

    PartyPages(
            Parties parties,
            ApiClients clients,
            PartyChanges changes,
            PartyHistory history,
            Certificates certificates,
            MessageCatalogue catalogue) {
        this.parties = parties;
        this.clients = clients;
        this.changes = changes;
        this.history = history;
        this.certificates = certificates;
        this.catalogue = catalogue;
    }

    @GetMapping("/parties")
    String list(Model model) {
        model.addAttribute("parties", parties.all());
        return "parties";
    }

    @GetMapping("/parties/{id}")
    ModelAndView show(@PathVariable String id) {
        return page(party(id), List.of(), null, null);
    }

    @PostMapping("/parties/{id}/status")
    ModelAndView changeStatus(
            @PathVariable String id,
            @RequestParam PartyStatus status,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        Party party = party(id);
        List<InputError> errors = reason.isBlank()
                ? List.of(new InputError("reason", "Enter a reason for the change"))
                : Limits.check("reason", "The reason", reason.strip(), Limits.REASON).stream()
                        .toList();
        if (!errors.isEmpty()) {
            return page(party, errors, null, null);
        }
        if (party.status() == status) {
            told.addFlashAttribute("warned", party.name() + " already has this status.");
            return back(id);
        }
        changes.status(id, status, reason.strip(), name(frame));
        told.addFlashAttribute("told", party.name() + " is now " + status.name().toLowerCase(Locale.UK) + ".");
        return back(id);
    }

    @PostMapping("/parties/{id}/response-address")
    ModelAndView changeResponseAddress(
            @PathVariable String id,
            @RequestParam String user,
            @RequestParam(defaultValue = "") String address,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        Party party = party(id);
        Eui64 eui = new Eui64(user);
        String field = "address-" + eui.value();
        if (party.user(eui).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Optional<InputError> tooLong = Limits.check(field, "The web address", address.strip(), Limits.ADDRESS);
        if (tooLong.isPresent()) {
            return page(party, List.of(tooLong.get()), null, null);
        }
        try {
            URI uri = address.isBlank() ? null : WebAddress.of(address);
            changes.responseAddress(id, eui, uri, name(frame));
            told.addFlashAttribute(
                    "told",
                    uri == null
                            ? "We now send answers to the default address."
                            : "We now send answers to " + uri + ".");
            return back(id);
        } catch (IllegalArgumentException unfit) {
            return page(party, List.of(new InputError(field, Reason.of(unfit))), null, null);
        }
    }

    @PostMapping("/parties/{id}/webhook")
    ModelAndView changeWebhook(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String webhook,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        Party party = party(id);
        if (webhook.isBlank()) {
            changes.noWebhook(id, name(frame));
            told.addFlashAttribute("told", party.name() + " no longer gets notifications.");
            return back(id);
        }
        Optional<InputError> tooLong = Limits.check("webhook", "The web address", webhook.strip(), Limits.ADDRESS);
        if (tooLong.isPresent()) {
            return page(party, List.of(tooLong.get()), null, null);
        }
        try {
            String secret = changes.webhook(id, WebAddress.of(webhook), name(frame));
            return page(party(id), List.of(), secret, null);
        } catch (IllegalArgumentException unfit) {
            return page(party, List.of(new InputError("webhook", Reason.of(unfit))), null, null);
        }
    }

    @GetMapping("/parties/{id}/webhook-secret")
    ModelAndView askBeforeNewSecret(@PathVariable String id) {
        Party party = party(id);
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
        Party party = party(id);
        return page(party, List.of(), changes.secret(id, name(frame)), null);
    }

    @PostMapping("/parties/{id}/clients")
    ModelAndView addClient(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Set<String> roles,
            @ModelAttribute("frame") Frame frame) {
        Party party = party(id);
        List<InputError> errors = name.isBlank()
                ? List.of(new InputError("name", "Enter a program name"))
                : Limits.check("name", "The program's name", name.strip(), Limits.NAME).stream()
                        .toList();
        if (!errors.isEmpty()) {
            return page(party, errors, null, null);
        }
        Set<String> known = roles == null ? Set.of() : roles;
        String key = changes.key(id, name.strip(), known, name(frame));
        return page(party, List.of(), null, key);
    }

    @GetMapping("/parties/{id}/clients/{client}/revoke")
    ModelAndView askBeforeRevoking(@PathVariable String id, @PathVariable String client) {
        Party party = party(id);
        ApiClient key = clientsOf(id).stream()
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
        if (changes.revoke(id, client, name(frame))) {
            told.addFlashAttribute("told", "You revoked the key " + client + ".");
        } else {
            told.addFlashAttribute("warned", "This key does not exist or is already revoked.");
        }
        return back(id);
    }

    private ModelAndView page(
            Party party, List<InputError> errors, @Nullable String webhookSecret, @Nullable String apiKey) {
        ModelAndView page = new ModelAndView("party");
        page.addObject("party", party);
        page.addObject("clients", clientsOf(party.id()));
        page.addObject("senderRoles", senderRoles());
        page.addObject("statuses", PartyStatus.values());
        page.addObject("history", history.of(party.id()));
        page.addObject(
                "certificates",
                party.users().stream()
                        .flatMap(user -> certificates.of(user.id()).stream())
                        .toList());
        page.addObject("errors", errors);
        page.addObject("webhookSecret", webhookSecret);
        page.addObject("apiKey", apiKey);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private List<ApiClient> clientsOf(String party) {
        return clients.all().stream()
                .filter(client -> client.party().equals(party))
                .toList();
    }

    /** The roles that some message of the catalogue asks of its sender. */
    private List<String> senderRoles() {
        return catalogue.types().stream()
                .flatMap(type -> type.senders().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Party party(String id) {
        return parties.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String name(Frame frame) {
        return Objects.requireNonNull(frame.name());
    }

    private static ModelAndView back(String id) {
        return new ModelAndView("redirect:/parties/" + id);
    }
}
