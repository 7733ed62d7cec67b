package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.CredentialsCommand.Floor;
import org.meterflow.gbcs.CredentialsOutcome;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.TrustCell.KeyUse;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;

/** Whom a device trusts, told and replaced: at once or at a date, withdrawn while it waits (GBCS CS02a, b, f and g). */
final class Credentials {

    static final String HISTORY = "history.credentials";

    private static final String CELL = "cell.";
    private static final String PENDING = "credentials.pending";
    private static final String PENDING_CODE = "credentials.code";
    private static final String PENDING_FROM = "credentials.from";
    private static final int LOAD_CONTROLLER_BY_SUPPLIER = 0x0126;
    private static final int LOAD_CONTROLLER_BY_ITSELF = 0x0125;
    private static final int LOAD_CONTROLLER_ALERT = 0x0124;
    private static final int KEPT = 20;
    private static final int NOT_SUPPORTED = 0x7F;
    private static final int NOBODY_THERE = 0x19;

    /** Which roles' places a mode may fill, by the mode's number. */
    private static final Map<Integer, Set<RemoteParty>> PLACES = Map.of(
            2, Set.of(RemoteParty.SUPPLIER),
            3, Set.of(RemoteParty.NETWORK_OPERATOR),
            4, Set.of(RemoteParty.ACCESS_CONTROL_BROKER),
            5, Set.of(RemoteParty.WAN_PROVIDER),
            6, Set.of(RemoteParty.TRANSITIONAL_COS),
            7, Set.of(RemoteParty.SUPPLIER),
            8, Set.of(RemoteParty.values()),
            10, Set.of(RemoteParty.LOAD_CONTROLLER),
            11, Set.of(RemoteParty.LOAD_CONTROLLER));

    private final Memory memory;
    private final DeviceState state;
    private final TrustStore trust;
    private final KeySource keys;

    Credentials(DeviceState state, TrustStore trust, KeySource keys) {
        this.memory = state.memory();
        this.state = state;
        this.trust = trust;
        this.keys = keys;
        for (String name : memory.names(CELL)) {
            Octets certificate = memory.octets(name);
            if (certificate != null) {
                trust.put(cell(name), Credential.of(certificate));
            }
        }
    }

    private static String name(TrustCell cell) {
        return CELL + cell.party() + "." + cell.use() + (cell.prepayment() ? ".prepayment" : "");
    }

    private static TrustCell cell(String name) {
        String[] parts = name.split("\\.");
        return new TrustCell(RemoteParty.valueOf(parts[1]), KeyUse.valueOf(parts[2]), parts.length > 3);
    }

    /** Whose certificates are in the places of the roles asked for. */
    Der tell(Der asked) {
        List<Der> answers = new ArrayList<>();
        for (Der role : asked.at(1).children()) {
            answers.add(tellRole(role.number()));
        }
        return Der.sequence(answers);
    }

    private Der tellRole(long number) {
        Der role = Der.integer(number);
        if (number >= RemoteParty.values().length) {
            return Der.sequence(role, Asn1.enumerated(NOT_SUPPORTED));
        }
        RemoteParty party = RemoteParty.values()[(int) number];
        List<Der> places = new ArrayList<>();
        for (CredentialCells.Place place : CredentialCells.PLACES) {
            Credential credential = trust.in(new TrustCell(party, place.use(), place.prepayment()));
            if (credential != null) {
                List<Der> parts = new ArrayList<>(List.of(CredentialCells.bits(place.use())));
                if (place.prepayment()) {
                    parts.add(Der.integer(1));
                }
                parts.add(Asn1.octets(credential.party()));
                parts.add(Asn1.octets(credential.keyId()));
                places.add(Der.sequence(parts));
            }
        }
        return places.isEmpty()
                ? Der.sequence(role, Asn1.enumerated(NOBODY_THERE))
                : Der.sequence(role, Asn1.enumerated(0), Der.integer(0), Der.sequence(places));
    }

    /** @throws MalformedGbcs when the command contradicts the message it came in */
    Der replace(Der asked, Task task) {
        CredentialChange change = CredentialChange.read(asked);
        Set<RemoteParty> places = PLACES.get(change.mode());
        boolean mayFill = places != null
                && change.replacements().stream()
                        .allMatch(each -> places.contains(each.cell().party()));
        if (!mayFill || change.sequence() != task.command().originatorCounter()) {
            throw new MalformedGbcs("The replacement does not say the mode and the counter it comes with");
        }
        Instant at = change.executeAt();
        if (Asn1.NEVER.equals(at)) {
            forget();
            note("the awaited change of credentials is withdrawn", task.now());
            return Der.sequence(Asn1.NULL);
        }
        if (at != null && at.isAfter(task.now())) {
            memory.put(PENDING, task.command().payload());
            memory.put(PENDING_CODE, task.command().messageCode());
            memory.put(PENDING_FROM, task.command().originator().value());
            note("a change of credentials awaits " + at, task.now());
            return Der.sequence(Asn1.NULL);
        }
        return Der.parse(carryOut(change, task.now()).toResponse());
    }

    private void forget() {
        memory.remove(PENDING);
        memory.remove(PENDING_CODE);
        memory.remove(PENDING_FROM);
    }

    @Nullable
    Instant due() {
        Octets pending = memory.octets(PENDING);
        return pending == null
                ? null
                : CredentialChange.read(Der.parse(pending)).executeAt();
    }

    void carryOutDue(Instant now, Announcer alerts) {
        Octets pending = memory.octets(PENDING);
        Instant due = due();
        if (pending == null || due == null || due.isAfter(now)) {
            return;
        }
        CredentialChange change = CredentialChange.read(Der.parse(pending));
        int code = (int) memory.number(PENDING_CODE, 0);
        RemoteParty asker = change.authorisedBy() == null
                ? RemoteParty.ACCESS_CONTROL_BROKER
                : change.authorisedBy().party();
        forget();
        CredentialsOutcome outcome = carryOut(change, now);
        boolean ofLoadController = code == LOAD_CONTROLLER_BY_ITSELF || code == LOAD_CONTROLLER_BY_SUPPLIER;
        alerts.say(new Announcement(
                ofLoadController ? LOAD_CONTROLLER_ALERT : CredentialsOutcome.ALERT,
                outcome.succeeded() ? Announcement.DATED_COMMAND_DONE : Announcement.DATED_COMMAND_FAILED,
                asker,
                true,
                saying -> outcome.toAlert(saying.at())));
    }

    private CredentialsOutcome carryOut(CredentialChange change, Instant now) {
        CredentialCheck.Result result = new CredentialCheck(trust, keys.authorities()).check(change, now);
        Map<RemoteParty, Eui64> holders = new TreeMap<>();
        result.accepted().forEach((cell, credential) -> {
            trust.put(cell, credential);
            memory.put(name(cell), credential.der());
            holders.put(cell.party(), credential.party());
        });
        if (holders.isEmpty()) {
            note("a change of credentials failed: a certificate is not in order", now);
        }
        holders.forEach((role, party) -> note("the %s is now %s".formatted(words(role), party), now));
        change.floors().forEach(floor -> raiseFloor(floor, holders.get(floor.party())));
        return result.outcome();
    }

    private void raiseFloor(Floor floor, @Nullable Eui64 party) {
        if (party == null) {
            return;
        }
        Long topUps = floor.prepaymentFloor();
        if (state.isHigher(party, floor.floor(), false)) {
            state.accepted(party, floor.floor(), false);
        }
        if (topUps != null && state.isHigher(party, topUps, true)) {
            state.accepted(party, topUps, true);
        }
    }

    private static String words(RemoteParty role) {
        return role.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private void note(String what, Instant now) {
        memory.append(HISTORY, now + " " + what, KEPT);
    }
}
