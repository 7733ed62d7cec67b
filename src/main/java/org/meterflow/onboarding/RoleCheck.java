package org.meterflow.onboarding;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Identity;
import org.meterflow.market.Market.Participant;
import org.meterflow.market.Market.Supply;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.UserRole;

/** Whether those whom a market's homes name, by market name or identity, have the roles in which they are named. */
final class RoleCheck {

    private final Market market;
    private final Findings findings;
    private final Parties parties;
    private final Map<Mpid, Participant> named = new HashMap<>();

    RoleCheck(Market market, Findings findings, Parties parties) {
        this.market = market;
        this.findings = findings;
        this.parties = parties;
        market.participants().forEach(participant -> participant.mpids().forEach(mpid -> named.put(mpid, participant)));
    }

    /** In the file or known already, in that role. */
    void loadController(Supply supply, String path) {
        Eui64 user = supply.loadController();
        if (user == null) {
            return;
        }
        if (supply.mpxn().fuel() == Fuel.GAS) {
            findings.wrong(path, "Only electricity meters have load controllers; " + supply.mpxn() + " is gas.");
        }
        Stream<Set<UserRole>> inFile = market.participants().stream()
                .flatMap(participant -> participant.identities().stream())
                .filter(identity -> identity.id().equals(user))
                .map(Identity::roles);
        Stream<Set<UserRole>> known =
                parties.ofUser(user).flatMap(party -> party.user(user)).map(one -> one.roles()).stream();
        if (Stream.concat(inFile, known).noneMatch(roles -> roles.contains(UserRole.LC))) {
            findings.wrong(path, "User " + user + " does not have the role LC.");
        }
    }

    /** In the file or known already; where it has users, one of them with this role. */
    void holder(Mpid mpid, UserRole role, String what, String path) {
        Participant inFile = named.get(mpid);
        Optional<Party> known = parties.ofMpid(mpid);
        if (inFile == null && known.isEmpty()) {
            findings.wrong(path, "%s: nobody has the market name %s.".formatted(what, mpid));
            return;
        }
        if (inFile != null && holds(inFile, role)) {
            return;
        }
        boolean knownInRole = known.stream()
                .flatMap(party -> party.users().stream())
                .anyMatch(user -> user.roles().contains(role));
        if (!knownInRole) {
            findings.wrong(
                    path, "%s: %s has no user with the role %s.".formatted(what, name(inFile, known, mpid), role));
        }
    }

    private static boolean holds(Participant participant, UserRole role) {
        return participant.identities().stream().anyMatch(user -> user.roles().contains(role));
    }

    private static String name(@Nullable Participant inFile, Optional<Party> known, Mpid mpid) {
        return inFile != null ? inFile.name() : known.map(Party::name).orElse(mpid.value());
    }
}
