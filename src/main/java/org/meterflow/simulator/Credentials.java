package org.meterflow.simulator;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.CredentialsOutcome;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.TrustCell.KeyUse;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;

/** Whom a device trusts, replaced: at once or at a date, withdrawn while it waits (GBCS CS02a, b, f and g). */
final class Credentials {

    static final String HISTORY = "history.credentials";

    private static final String CELL = "cell.";
    private static final int LOAD_CONTROLLER_BY_SUPPLIER = 0x0126;
    private static final int LOAD_CONTROLLER_BY_ITSELF = 0x0125;
    private static final int LOAD_CONTROLLER_ALERT = 0x0124;
    private static final int KEPT = 20;

    private final Memory memory;
    private final DeviceState state;
    private final TrustStore trust;
    private final KeySource keys;
    private final AwaitedCredentials awaited;

    Credentials(DeviceState state, TrustStore trust, KeySource keys) {
        this.memory = state.memory();
        this.state = state;
        this.trust = trust;
        this.keys = keys;
        this.awaited = new AwaitedCredentials(memory);
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

    Der tell(Der asked) {
        return new TrustAnswer(trust).to(asked);
    }

    /** @throws MalformedGbcs when the command contradicts the message it came in */
    Der replace(Der asked, Task task) {
        CredentialChange change = CredentialChange.read(asked);
        if (!change.fillsPlacesOfItsMode()
                || change.sequence() != task.command().originatorCounter()) {
            throw new MalformedGbcs("The replacement does not say the mode and the counter it comes with");
        }
        Instant at = change.executeAt();
        if (Asn1.NEVER.equals(at)) {
            awaited.forget();
            note("the awaited change of credentials is withdrawn", task.now());
            return Der.sequence(Asn1.NULL);
        }
        if (at != null && at.isAfter(task.now())) {
            awaited.await(task.command());
            note("a change of credentials awaits " + at, task.now());
            return Der.sequence(Asn1.NULL);
        }
        return Der.parse(carryOut(change, task.now()).toResponse());
    }

    @Nullable
    Instant due() {
        CredentialChange change = awaited.change();
        return change == null ? null : change.executeAt();
    }

    void carryOutDue(Instant now, Announcer alerts) {
        CredentialChange change = awaited.change();
        Instant due = change == null ? null : change.executeAt();
        if (change == null || due == null || due.isAfter(now)) {
            return;
        }
        int code = awaited.messageCode();
        RemoteParty asker = change.authorisedBy() == null
                ? RemoteParty.ACCESS_CONTROL_BROKER
                : change.authorisedBy().party();
        awaited.forget();
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
        change.floors().forEach(floor -> {
            Eui64 party = holders.get(floor.party());
            if (party != null) {
                state.raise(floor, party);
            }
        });
        return result.outcome();
    }

    private static String words(RemoteParty role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void note(String what, Instant now) {
        memory.append(HISTORY, now + " " + what, KEPT);
    }
}
