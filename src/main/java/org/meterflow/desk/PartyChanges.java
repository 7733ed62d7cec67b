package org.meterflow.desk;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.messages.ApiClients;
import org.meterflow.messages.OutgoingNetworks;
import org.meterflow.messages.Webhooks;
import org.meterflow.party.Parties;
import org.meterflow.party.PartyHistory;
import org.meterflow.party.PartyStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an administrator changes about a party, each time with an entry that says who did. */
@Component
@Transactional
class PartyChanges {

    private final Parties parties;
    private final ApiClients clients;
    private final Webhooks webhooks;
    private final OutgoingNetworks networks;
    private final PartyHistory history;

    PartyChanges(
            Parties parties, ApiClients clients, Webhooks webhooks, OutgoingNetworks networks, PartyHistory history) {
        this.parties = parties;
        this.clients = clients;
        this.webhooks = webhooks;
        this.networks = networks;
        this.history = history;
    }

    public void status(String party, PartyStatus status, String reason, String actor) {
        parties.changeStatus(party, status, reason);
        history.note(party, "Status is now " + status.name().toLowerCase(java.util.Locale.UK) + ": " + reason, actor);
    }

    /** @throws IllegalArgumentException when answers may not go there */
    public void responseAddress(String party, Eui64 user, @Nullable URI address, String actor) {
        String unfit = address == null ? "" : networks.unfit(address);
        if (!unfit.isEmpty()) {
            throw new IllegalArgumentException(unfit);
        }
        parties.changeResponseAddress(user, address);
        history.note(
                party,
                "Answers for %s go to %s".formatted(user, address == null ? "the default address" : address),
                actor);
    }

    /** @return the new secret, to be shown once */
    public String webhook(String party, URI address, String actor) {
        String secret = webhooks.register(party, address, actor);
        history.note(party, "Notifications go to " + address + ", with a new secret", actor);
        return secret;
    }

    public void noWebhook(String party, String actor) {
        parties.changeWebhook(party, null);
        history.note(party, "Notifications stopped", actor);
    }

    /** @return the new secret, to be shown once */
    public String secret(String party, String actor) {
        String secret = webhooks.renewSecret(party, actor);
        history.note(party, "New secret for notifications", actor);
        return secret;
    }

    /** @return the key, to be shown once */
    public String key(String party, String program, Set<String> roles, String actor) {
        ApiClients.Issued issued = clients.create(party, program, roles, actor);
        history.note(
                party,
                "Gave %s the key mf_%s".formatted(program, issued.client().id()),
                actor);
        return issued.key();
    }

    /** @return false when there is no such key, or it was revoked before */
    public boolean revoke(String party, String client, String actor) {
        boolean its = clients.all().stream()
                .anyMatch(each -> each.id().equals(client) && each.party().equals(party));
        boolean revoked = its && clients.revoke(client, actor);
        if (revoked) {
            history.note(party, "Revoked the key mf_" + client, actor);
        }
        return revoked;
    }
}
