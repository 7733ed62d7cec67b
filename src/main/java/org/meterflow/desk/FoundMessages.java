package org.meterflow.desk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.gateway.ServiceRequest;
import org.meterflow.gateway.ServiceRequestFilter;
import org.meterflow.gateway.ServiceRequests;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.TypedText;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.InboxEntry;
import org.meterflow.messages.InboxFilter;
import org.meterflow.messages.Outbox;
import org.meterflow.messages.OutboxEntry;
import org.meterflow.messages.OutboxFilter;
import org.meterflow.messages.Page;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.User;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** The requests and messages that a text names, or that belong to the cases and parties it names, of those one may see. */
@Component
class FoundMessages {

    private static final int MOST = 10;
    private static final int CASES = 5;

    private final ServiceRequests requests;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Parties parties;
    private final OwnParty ownParty;

    FoundMessages(ServiceRequests requests, Inbox inbox, Outbox outbox, Parties parties, OwnParty ownParty) {
        this.requests = requests;
        this.inbox = inbox;
        this.outbox = outbox;
        this.parties = parties;
        this.ownParty = ownParty;
    }

    record Found(List<ServiceRequest> requests, List<InboxEntry> in, List<OutboxEntry> out) {

        static final Found NOTHING = new Found(List.of(), List.of(), List.of());

        boolean isEmpty() {
            return requests.isEmpty() && in.isEmpty() && out.isEmpty();
        }
    }

    Found of(TypedText typed, FoundThings.Found things, Authentication person) {
        List<Party> named = parties.named(typed);
        Optional<String> own = ownParty.of(person);
        Set<String> keys = keys(typed, things);
        return new Found(requests(typed, named, things, own), in(keys, named, own), out(keys, named, own));
    }

    private static Set<String> keys(TypedText typed, FoundThings.Found things) {
        Set<String> keys = new LinkedHashSet<>(List.of(
                typed.text(),
                typed.text().toUpperCase(Locale.ROOT),
                typed.text().toLowerCase(Locale.ROOT)));
        things.cases().stream()
                .flatMap(cases -> cases.first().stream())
                .limit(CASES)
                .forEach(each -> keys.add(each.key().caseId()));
        return keys;
    }

    private List<ServiceRequest> requests(
            TypedText typed, List<Party> named, FoundThings.Found things, Optional<String> own) {
        List<Eui64> visible = own.stream()
                .flatMap(id -> parties.find(id).stream())
                .flatMap(party -> party.users().stream())
                .map(User::id)
                .toList();
        Stream<ServiceRequestFilter> wanted = Stream.of(
                        Stream.of(ServiceRequestFilter.containing(typed.text())),
                        things.devices().stream().map(device -> of(null, device.id())),
                        things.homes().stream()
                                .flatMap(home -> home.devices().stream())
                                .map(device -> of(null, device.id())),
                        named.stream().flatMap(party -> party.users().stream()).map(user -> of(user.id(), null)))
                .flatMap(filters -> filters);
        return wanted.flatMap(filter -> requests.search(filter, 0, MOST).stream())
                .filter(request -> own.isEmpty() || visible.contains(request.originator()))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private List<InboxEntry> in(Set<String> keys, List<Party> named, Optional<String> own) {
        List<InboxEntry> found = new ArrayList<>();
        keys.forEach(key -> inbox.find(key).ifPresent(found::add));
        keys.forEach(key -> found.addAll(inbox.search(
                new InboxFilter(null, key, own.orElse(null), Set.of(), Set.of(), null, null), Page.first(MOST))));
        named.forEach(party -> found.addAll(inbox.search(
                new InboxFilter(null, null, party.id(), Set.of(), Set.of(), null, null), Page.first(MOST))));
        return found.stream()
                .filter(entry ->
                        own.isEmpty() || own.get().equals(entry.message().sender()))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private List<OutboxEntry> out(Set<String> keys, List<Party> named, Optional<String> own) {
        List<OutboxEntry> found = new ArrayList<>();
        keys.forEach(key -> outbox.find(key).ifPresent(found::add));
        keys.forEach(key -> found.addAll(outbox.search(
                new OutboxFilter(null, own.orElse(null), null, key, Set.of(), null, null), Page.first(MOST))));
        named.forEach(party -> found.addAll(
                outbox.search(new OutboxFilter(null, party.id(), null, null, Set.of(), null, null), Page.first(MOST))));
        return found.stream()
                .filter(entry ->
                        own.isEmpty() || own.get().equals(entry.message().recipient()))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static ServiceRequestFilter of(@Nullable Eui64 originator, @Nullable Eui64 device) {
        return new ServiceRequestFilter(null, originator, device, null, null, null);
    }
}
