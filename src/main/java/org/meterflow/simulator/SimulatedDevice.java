package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SealingContext;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.simulator.Mandate.PayloadForm;

/**
 * A device that trusts nobody without proof: a command counts when its MAC, its originator's authority, its signature
 * where it is critical, and its counter are in order. Everything else it keeps silent to, and raises an alert (GBCS 6).
 */
final class SimulatedDevice implements Announcer {

    private final Eui64 eui;
    private final DeviceKind kind;
    private final GbcsCrypto crypto;
    private final Behaviour behaviour;
    private final SecurityFunction security;
    private final TrustStore trust;
    private final DeviceState state;
    private final Logbook logbook = new Logbook();
    private final List<Announcement> outbox = new ArrayList<>(0);

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
        this.crypto = crypto;
        this.behaviour = behaviour;
        this.security = security;
        this.trust = trust;
        this.state = state;
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

    private DeviceKeys keys() {
        return security.keys();
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
        Refusal refusal = mandate == null ? Refusal.UNKNOWN_USE_CASE : objection(command, mandate);
        if (mandate == null || refusal != null) {
            refuse(refusal == null ? Refusal.UNKNOWN_USE_CASE : refusal, command, now);
            return null;
        }
        state.accepted(command.originator(), command.originatorCounter(), mandate.isTopUp());
        logbook.accepted(command, now);
        try {
            return answer(command, mandate, network);
        } catch (MalformedGbcs malformed) {
            refuse(Refusal.MALFORMED, command, now);
            return null;
        }
    }

    private @Nullable Refusal objection(GbcsMessage command, Mandate mandate) {
        Credential broker = trust.required(TrustStore.BROKER_AGREEMENT);
        boolean withoutMac = command.mac() == null && mandate.macOptional() && command.isSigned();
        if (!withoutMac && !crypto.isMacValid(command, keys().agreement(), broker.key())) {
            return Refusal.BAD_MAC;
        }
        List<RemoteParty> roles = trust.rolesOf(command.originator()).stream()
                .filter(mandate.roles()::contains)
                .toList();
        boolean forAnother = command.supplementary() != null;
        if (roles.isEmpty() || forAnother && !roles.contains(RemoteParty.ACCESS_CONTROL_BROKER)) {
            return Refusal.NO_AUTHORITY;
        }
        if (mandate.needsSignature(command) && roles.stream().noneMatch(role -> isSignedBy(role, command))) {
            return Refusal.BAD_SIGNATURE;
        }
        boolean higher = state.isHigher(command.originator(), command.originatorCounter(), mandate.isTopUp());
        return higher ? null : Refusal.COUNTER_NOT_HIGHER;
    }

    private boolean isSignedBy(RemoteParty role, GbcsMessage command) {
        Credential signer = trust.signingIn(role);
        return signer != null
                && signer.party().equals(command.originator())
                && crypto.isSignatureValid(command, signer.key());
    }

    private Octets answer(GbcsMessage command, Mandate mandate, Instant network) {
        Instant now = clock(network);
        AnswerSealing reader = new AnswerSealing(eui, command, trust, state, crypto, keys().agreement());
        Task task = new Task(command, now, reader, this);
        Octets payload =
                mandate.form() == PayloadForm.ASN1 ? security.execute(task, mandate, network) : behaviour.execute(task);
        Octets time = mandate.carriesTime() ? DlmsTime.encode(clock(network), behaviour.clockStatus()) : null;
        GbcsMessage response = command.response(time, reader.fields(), payload);
        if (mandate.answersSigned(command)) {
            return Octets.of(crypto.sign(response, keys().signing()).encode());
        }
        Credential recipient = trust.agreementOf(command.originator());
        if (recipient == null) {
            throw new MissingKey("%s knows no key of %s to answer with".formatted(eui, command.originator()));
        }
        return Octets.of(
                crypto.mac(response, keys().agreement(), recipient.key()).encode());
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
        Instant own = behaviour.nextDue();
        Instant others = security.changeDue();
        Instant next = own == null || others != null && others.isBefore(own) ? others : own;
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

    /** Meters keep an image for its activation; other devices run it at once. */
    void receiveImage(Octets version, byte[] image, Octets announced) {
        boolean meter = kind == DeviceKind.ESME || kind == DeviceKind.GSME;
        if (meter) {
            security.firmware().receive(version, image, announced, kind == DeviceKind.GSME, this);
        } else if (Firmware.hash(image).equals(announced)) {
            security.firmware().runAtOnce(version, this);
        }
    }

    /** The alerts raised since the last time, as they go over the line. */
    List<Octets> takeAlerts(Instant network) {
        List<Octets> messages = new ArrayList<>();
        for (Announcement announcement : outbox) {
            Octets message = message(announcement, clock(network));
            state.raised(message);
            messages.add(message);
        }
        outbox.clear();
        return messages;
    }

    private Octets message(Announcement announcement, Instant now) {
        RemoteParty role = trust.knows(announcement.to()) ? announcement.to() : RemoteParty.ACCESS_CONTROL_BROKER;
        Credential agreement = trust.agreementIn(role);
        Credential known = agreement == null ? trust.signingIn(role) : agreement;
        Credential recipient = known == null ? trust.required(TrustStore.BROKER_AGREEMENT) : known;
        long counter = state.nextOwnCounter();
        RequestId id = new RequestId(eui, recipient.party(), counter);
        SealingContext context = new SealingContext(eui, counter, recipient.party());
        Announcement.Saying saying = new Announcement.Saying(
                counter,
                now,
                eui,
                recipient.party(),
                plain -> crypto.encrypt(context, plain, keys().agreement(), recipient.key()));
        GbcsMessage alert = GbcsMessage.alert(
                id, announcement.messageCode(), announcement.form().encode(saying));
        GbcsMessage proven = announcement.signed()
                ? crypto.sign(alert, keys().signing())
                : crypto.mac(alert, keys().agreement(), recipient.key());
        return Octets.of(proven.encode());
    }

    private void refuse(Refusal refusal, GbcsMessage command, Instant now) {
        Integer alert = logbook.refused(refusal, command, now);
        if (alert != null) {
            behaviour.note(alert, now);
            say(behaviour.alert(alert));
        }
    }

    void note(String event, Instant now) {
        logbook.note(event, now);
    }

    DeviceView view(Instant network) {
        Instant now = clock(network);
        Credential supplier = trust.in(TrustCell.SUPPLIER_SIGNING);
        List<String> told = new ArrayList<>(security.history());
        told.addAll(logbook.events());
        return new DeviceView(
                eui,
                now,
                supplier == null ? null : supplier.party(),
                security.changeDue(),
                logbook.refused(),
                told,
                behaviour.account(now),
                state.counters(eui),
                logbook.last());
    }
}
