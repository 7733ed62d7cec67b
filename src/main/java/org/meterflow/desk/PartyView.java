package org.meterflow.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.ApiClient;
import org.meterflow.messages.ApiClients;
import org.meterflow.messages.MessageCatalogue;
import org.meterflow.party.Certificates;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyHistory;
import org.meterflow.party.PartyStatus;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The page of one party, as it is shown after every change. */
@Component
class PartyView {

    private final Parties parties;
    private final ApiClients clients;
    private final PartyHistory history;
    private final Certificates certificates;
    private final MessageCatalogue catalogue;

    PartyView(
            Parties parties,
            ApiClients clients,
            PartyHistory history,
            Certificates certificates,
            MessageCatalogue catalogue) {
        this.parties = parties;
        this.clients = clients;
        this.history = history;
        this.certificates = certificates;
        this.catalogue = catalogue;
    }

    /** @throws ResponseStatusException 404 when there is none of this id */
    Party party(String id) {
        return parties.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    ModelAndView of(Party party) {
        return page(party, List.of(), null, null);
    }

    /** With what has to be put right. */
    ModelAndView wrong(Party party, List<InputError> errors) {
        return page(party, errors, null, null);
    }

    /** With a new secret of its webhook, which is shown this once. */
    ModelAndView withSecret(Party party, String webhookSecret) {
        return page(party, List.of(), webhookSecret, null);
    }

    /** With a new key of one of its programs, which is shown this once. */
    ModelAndView withKey(Party party, String apiKey) {
        return page(party, List.of(), null, apiKey);
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

    List<ApiClient> clientsOf(String party) {
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

    static ModelAndView back(String id) {
        return new ModelAndView("redirect:/parties/" + id);
    }
}
