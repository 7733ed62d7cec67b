package org.meterflow.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Reason;
import org.meterflow.messages.ApiClients;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.MessageCatalogue;
import org.meterflow.messages.MessageRefused;
import org.meterflow.messages.MessageType;
import org.meterflow.messages.NoticeCatalogue;
import org.meterflow.messages.Sender;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
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

/** Which messages there are, and a place to find out what would become of one without sending it. */
@Controller
class CataloguePages {

    private final MessageCatalogue catalogue;
    private final NoticeCatalogue notices;
    private final Inbox inbox;
    private final ApiClients clients;
    private final Parties parties;
    private final OwnParty ownParty;

    CataloguePages(
            MessageCatalogue catalogue,
            NoticeCatalogue notices,
            Inbox inbox,
            ApiClients clients,
            Parties parties,
            OwnParty ownParty) {
        this.catalogue = catalogue;
        this.notices = notices;
        this.inbox = inbox;
        this.clients = clients;
        this.parties = parties;
        this.ownParty = ownParty;
    }

    @GetMapping("/messages/catalogue")
    String list(Model model) {
        model.addAttribute("types", catalogue.types());
        model.addAttribute("notices", notices.types());
        return "catalogue";
    }

    @GetMapping("/messages/catalogue/{name}")
    ModelAndView show(@PathVariable String name, Authentication person) {
        return page(type(name), person, new Attempt("", catalogue.example(name).orElse("{\n}")), null, List.of());
    }

    @PostMapping("/messages/catalogue/{name}/check")
    ModelAndView check(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String party,
            @RequestParam(defaultValue = "") String data,
            Authentication person) {
        MessageType type = type(name);
        String sender = ownParty.of(person).orElse(party);
        Attempt attempt = new Attempt(sender, data);
        if (sender.isBlank()) {
            return page(type, person, attempt, null, List.of(new InputError("party", "Select who would send it")));
        }
        Optional<InputError> tooLong = Limits.check("data", "The content", data, Limits.CONTENT);
        if (tooLong.isPresent()) {
            return page(type, person, attempt, null, List.of(tooLong.get()));
        }
        Set<String> roles = clients.rolesOf(sender);
        if (roles.isEmpty()) {
            return page(type, person, attempt, Result.withoutKey(sender), List.of());
        }
        try {
            Delivery delivery = inbox.check(new Sender(sender, "", roles), name, data);
            return page(type, person, attempt, Result.of(delivery), List.of());
        } catch (MessageRefused refused) {
            return page(type, person, attempt, Result.of(refused), List.of());
        }
    }

    private MessageType type(String name) {
        return catalogue.find(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView page(
            MessageType type,
            Authentication person,
            Attempt attempt,
            @Nullable Result result,
            List<InputError> errors) {
        Optional<String> own = ownParty.of(person);
        List<Party> senders = own.isPresent() ? parties.find(own.get()).stream().toList() : parties.all();
        ModelAndView page = new ModelAndView("catalogue-entry");
        page.addObject("type", type);
        page.addObject("schema", catalogue.schema(type.name()).orElse(""));
        page.addObject("parties", senders);
        page.addObject("attempt", attempt);
        page.addObject("result", result);
        page.addObject("errors", errors);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    /** What somebody typed to try. */
    record Attempt(String party, String data) {}

    /** What would become of it, in words. */
    record Result(boolean accepted, String verdict, String reason, List<String> hints) {

        static Result of(Delivery delivery) {
            return new Result(true, StateWords.of(delivery.verdict()), delivery.reason(), delivery.nearMisses());
        }

        static Result withoutKey(String party) {
            return new Result(false, "Rejected", party + " has no active API key", List.of());
        }

        static Result of(MessageRefused refused) {
            return new Result(
                    false,
                    "Rejected",
                    Reason.of(refused),
                    refused.faults().stream()
                            .map(fault -> (fault.pointer().isEmpty() ? "The content" : fault.pointer()) + ": "
                                    + fault.message())
                            .toList());
        }
    }
}
