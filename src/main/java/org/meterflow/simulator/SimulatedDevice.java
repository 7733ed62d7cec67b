package org.meterflow.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/**
 * A device that trusts nobody without proof: to what it does not believe it keeps silent, and raises an alert (GBCS 6).
 * What it believes its kind's behaviour or its security function carries out.
 */
final class SimulatedDevice implements Announcer {

    private final Eui64 eui;
    private final DeviceKind kind;
    private final Behaviour behaviour;
    private final SecurityFunction security;
    private final TrustStore trust;
    private final DeviceState state;
    private final Logbook logbook = new Logbook();
    private final CommandCheck check;
    private final CommandAnswers answers;
    private final AlertOutbox outbox;

    /** @param security the commands that every kind of device knows */
    SimulatedDevice(
            Eui64 eui,
            DeviceKind kind,
            GbcsCrypto crypto,
            Behaviour behaviour,
            SecurityFunction security,
            TrustStore trust,
            DeviceState state) {
        this.eui = eui;
        this.kind = kind;
        this.behaviour = behaviour;
        this.security = security;
        this.trust = trust;
        this.state = state;
        this.check = new CommandCheck(crypto, security, trust, state);
        this.answers = new CommandAnswers(eui, crypto, behaviour, security, trust, state);
        this.outbox = new AlertOutbox(eui, crypto, security, trust, state);
    }

    Eui64 eui() {
        return eui;
    }

    DeviceKind kind() {
        return kind;
    }

    DeviceState state() {
        return state;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    SecurityFunction security() {
        return security;
    }

    TrustStore trust() {
        return trust;
    }

    Logbook logbook() {
        return logbook;
    }

    /** The device's own clock: the network's, and what it is wrong by. */
    Instant clock(Instant network) {
        return DeviceClock.of(state.memory(), network);
    }

    /** @return null when the device keeps silent */
    @Nullable
    Octets receive(GbcsMessage command, Instant network) {
        Instant now = clock(network);
        Mandate mandate = Mandate.of(command.messageCode(), kind).orElse(null);
        Refusal refusal = mandate == null ? Refusal.UNKNOWN_USE_CASE : check.objection(command, mandate);
        if (mandate == null || refusal != null) {
            refuse(refusal == null ? Refusal.UNKNOWN_USE_CASE : refusal, command, now);
            return null;
        }
        state.accepted(command.originator(), command.originatorCounter(), mandate.isTopUp());
        logbook.accepted(command, now);
        try {
            return answers.to(command, mandate, network, this);
        } catch (MalformedGbcs malformed) {
            refuse(Refusal.MALFORMED, command, now);
            return null;
        }
    }

    /** Does what is due. */
    void passTime(Instant network) {
        Instant now = clock(network);
        security.passTime(now, this);
        behaviour.passTime(now, this);
    }

    /** When the device has to be looked after next, in the network's time; null when nothing waits. */
    @Nullable
    Instant nextDue() {
        Instant next = Periods.earliest(behaviour.nextDue(), security.changeDue());
        return next == null ? null : next.minus(DeviceClock.wrongBy(state.memory()));
    }

    @Override
    public void say(Announcement announcement) {
        if (behaviour.reports(announcement.alertCode())) {
            outbox.add(announcement);
        }
    }

    /** Raises an alert of nothing but its code. */
    void raise(int alertCode, Instant network) {
        behaviour.note(alertCode, clock(network));
        say(behaviour.alert(alertCode));
    }

    /** @throws IllegalArgumentException when it has no keys to press */
    KeyPad keyPad() {
        KeyPad keys = behaviour.keyPad();
        if (keys == null) {
            throw new IllegalArgumentException("Nobody presses keys at a %s".formatted(kind));
        }
        return keys;
    }

    /** The alerts raised since the last time, as they go over the line. */
    List<Octets> takeAlerts(Instant network) {
        return outbox.take(clock(network));
    }

    private void refuse(Refusal refusal, GbcsMessage command, Instant now) {
        Integer alert = logbook.refused(refusal, command, now);
        if (alert != null) {
            behaviour.note(alert, now);
            say(behaviour.alert(alert));
        }
    }
}
