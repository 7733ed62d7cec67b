package org.meterflow.onboarding;

import org.meterflow.device.Devices;
import org.meterflow.identifier.Mpid;
import org.meterflow.market.Market.Identity;
import org.meterflow.market.Market.Participant;
import org.meterflow.party.DccKeys;
import org.meterflow.party.Parties;

/** Whether a market's participants fit together, and with the parties and devices that are known already. */
final class ParticipantCheck {

    private final Findings findings;
    private final Parties parties;
    private final Devices devices;
    private final DccKeys dcc;

    ParticipantCheck(Findings findings, Parties parties, Devices devices, DccKeys dcc) {
        this.findings = findings;
        this.parties = parties;
        this.devices = devices;
        this.dcc = dcc;
    }

    void check(Participant participant, String path) {
        findings.once("Party", participant.id(), path + "/id");
        for (Mpid mpid : participant.mpids()) {
            findings.once("Market name", mpid, path + "/mpids");
            parties.ofMpid(mpid)
                    .filter(owner -> !owner.id().equals(participant.id()))
                    .ifPresent(owner -> findings.wrong(
                            path + "/mpids",
                            "Market name %s belongs to %s (%s).".formatted(mpid, owner.name(), owner.id())));
        }
        for (int at = 0; at < participant.identities().size(); at++) {
            check(participant, participant.identities().get(at), path + "/users/" + at);
        }
    }

    private void check(Participant participant, Identity user, String path) {
        findings.once("EUI-64", user.id(), path + "/id");
        if (user.roles().isEmpty()) {
            findings.wrong(path, "User " + user.id() + " has no role.");
        }
        if (dcc.owns(user.id())) {
            findings.wrong(path + "/id", user.id() + " is the DCC's own identity.");
        }
        parties.ofUser(user.id())
                .filter(owner -> !owner.id().equals(participant.id()))
                .ifPresent(owner -> findings.wrong(
                        path + "/id", "User %s belongs to %s (%s).".formatted(user.id(), owner.name(), owner.id())));
        if (devices.find(user.id()).isPresent()) {
            findings.wrong(path + "/id", user.id() + " is a device in the inventory.");
        }
    }
}
