package org.meterflow.onboarding;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.market.Market.Identity;
import org.meterflow.market.Market.Participant;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.party.User;
import org.springframework.stereotype.Component;

/** Writes a file's parties. What the file does not mention stays: names and users are added, never taken away. */
@Component
class PartyWriter {

    private final Parties parties;

    PartyWriter(Parties parties) {
        this.parties = parties;
    }

    Optional<Change> write(Participant participant) {
        Party before = parties.find(participant.id()).orElse(null);
        if (before == null) {
            parties.add(new Party(
                    participant.id(),
                    participant.name(),
                    participant.mpids(),
                    participant.identities().stream().map(PartyWriter::user).toList(),
                    PartyStatus.LIVE,
                    participant.fuels(),
                    null));
            return Optional.of(new Change("parties", participant.id(), true, participant.name()));
        }
        Party after = merged(before, participant);
        List<String> differences = differences(before, after);
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        parties.replace(after);
        return Optional.of(new Change(
                "parties", participant.id(), false, participant.name() + ": " + String.join(", ", differences)));
    }

    private static User user(Identity identity) {
        return new User(identity.id(), identity.roles(), identity.responseAddress());
    }

    private static Party merged(Party before, Participant participant) {
        Set<Mpid> mpids = new HashSet<>(before.mpids());
        mpids.addAll(participant.mpids());
        Set<Fuel> fuels = new HashSet<>(before.fuels());
        fuels.addAll(participant.fuels());
        Map<Eui64, User> users = new LinkedHashMap<>();
        before.users().forEach(user -> users.put(user.id(), user));
        for (Identity identity : participant.identities()) {
            User known = users.get(identity.id());
            URI address = identity.responseAddress();
            URI kept = known == null ? null : known.responseAddress();
            users.put(identity.id(), new User(identity.id(), identity.roles(), address == null ? kept : address));
        }
        return new Party(
                before.id(),
                participant.name(),
                mpids,
                new ArrayList<>(users.values()),
                before.status(),
                fuels,
                before.webhookAddress());
    }

    private static List<String> differences(Party before, Party after) {
        List<String> differences = new ArrayList<>();
        if (!before.name().equals(after.name())) {
            differences.add("was called " + before.name());
        }
        if (!before.mpids().equals(after.mpids())) {
            differences.add("market names "
                    + after.mpids().stream().map(Mpid::value).sorted().collect(Collectors.joining(" ")));
        }
        if (!before.fuels().equals(after.fuels())) {
            differences.add(
                    "fuels " + after.fuels().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")));
        }
        Map<Eui64, User> known = new HashMap<>();
        before.users().forEach(user -> known.put(user.id(), user));
        after.users().stream()
                .filter(user -> !user.equals(known.get(user.id())))
                .forEach(user -> differences.add((known.containsKey(user.id()) ? "user " : "new user ") + user.id()));
        return differences;
    }
}
