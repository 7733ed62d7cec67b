package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.gbcs.CredentialsCommand;
import org.meterflow.metering.gbcs.CredentialsOutcome;
import org.meterflow.metering.gbcs.DlmsTime;
import org.meterflow.metering.gbcs.GbcsCrypto;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.MalformedGbcs;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.SealingContext;
import org.meterflow.metering.gbcs.SupplementaryFields;
import org.meterflow.metering.gbcs.TrustCell;
import org.meterflow.metering.gbcs.UseCase;

/**
 * A device that trusts nobody without proof: a command counts when its MAC, its signature where it is critical, its
 * originator's authority and its counter are in order. Everything else it keeps silent to (GBCS 6.2).
 */
final class SimulatedDevice {

    private static final int EVENTS_KEPT = 20;

    private final Eui64 eui;
    private final KeySource keySource;
    private final GbcsCrypto crypto;
    private final Behaviour behaviour;
    private final TrustStore trust;
    private final DeviceState state;
    private final Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
    private final Deque<String> events = new ArrayDeque<>();
    private @Nullable DeviceKeys keys;

    SimulatedDevice(
            Eui64 eui,
            KeySource keySource,
            GbcsCrypto crypto,
            Behaviour behaviour,
            TrustStore trust,
            DeviceState state) {
        this.eui = eui;
        this.keySource = keySource;
        this.crypto = crypto;
        this.behaviour = behaviour;
        this.trust = trust;
        this.state = state;
        List<Octets> replaced = state.supplierCertificates();
        if (!replaced.isEmpty()) {
            trust.put(TrustCell.SUPPLIER_SIGNING, Credential.of(replaced.get(0)));
            trust.put(TrustCell.SUPPLIER_AGREEMENT, Credential.of(replaced.get(1)));
            trust.put(TrustCell.SUPPLIER_PREPAYMENT, Credential.of(replaced.get(2)));
        }
    }

    Eui64 eui() {
        return eui;
    }

    DeviceState state() {
        return state;
    }

    /** @return null when the device keeps silent */
    @Nullable
    Octets receive(GbcsMessage command, Instant now) {
        UseCase useCase = UseCase.ofCode(command.messageCode()).orElse(null);
        Refusal refusal = useCase == null ? Refusal.UNKNOWN_USE_CASE : objection(command, useCase);
        if (useCase == null || refusal != null) {
            refuse(refusal == null ? Refusal.UNKNOWN_USE_CASE : refusal, command, now);
            return null;
        }
        state.accepted(command.originator(), command.originatorCounter());
        try {
            return useCase.critical() ? replaceCredentials(command, now) : answer(command, useCase, now);
        } catch (MalformedGbcs malformed) {
            refuse(Refusal.MALFORMED, command, now);
            return null;
        }
    }

    private @Nullable Refusal objection(GbcsMessage command, UseCase useCase) {
        Credential broker = trust.required(TrustStore.BROKER_AGREEMENT);
        if (!crypto.isMacValid(command, keys().agreement(), broker.key())) {
            return Refusal.BAD_MAC;
        }
        if (!Authority.mayAsk(useCase, command, trust)) {
            return Refusal.NO_AUTHORITY;
        }
        Credential signer = useCase.critical() ? Authority.signerOf(command, trust) : null;
        if (useCase.critical() && (signer == null || !crypto.isSignatureValid(command, signer.key()))) {
            return Refusal.BAD_SIGNATURE;
        }
        return state.isHigher(command.originator(), command.originatorCounter()) ? null : Refusal.COUNTER_NOT_HIGHER;
    }

    private Octets answer(GbcsMessage command, UseCase useCase, Instant now) {
        Reader reader = new Reader(command);
        Octets payload = behaviour.execute(command, now, reader);
        Octets time = useCase.carriesTime() ? DlmsTime.encode(now, behaviour.clockStatus()) : null;
        GbcsMessage response = command.response(time, reader.fields, payload);
        Credential recipient = trust.agreementOf(command.originator());
        if (recipient == null) {
            throw new MissingKey("%s knows no key of %s to answer with".formatted(eui, command.originator()));
        }
        return Octets.of(
                crypto.mac(response, keys().agreement(), recipient.key()).encode());
    }

    /** For whom an answer is encrypted: the user a command names, known or by its certificate, or its originator. */
    private final class Reader implements Behaviour.Sealing {

        private final GbcsMessage command;
        private @Nullable SupplementaryFields fields;
        private @Nullable Long ownCounter;

        private Reader(GbcsMessage command) {
            this.command = command;
            SupplementaryFields asked = command.supplementary();
            this.fields = asked == null
                    ? null
                    : new SupplementaryFields(asked.remoteParty(), asked.remotePartyCounter(), null, null);
        }

        @Override
        public Octets seal(byte[] plain) {
            SupplementaryFields asked = command.supplementary();
            Eui64 party = asked == null ? command.originator() : asked.remoteParty();
            Octets certificate = asked == null ? null : asked.certificate();
            Credential reader = certificate == null ? trust.agreementOf(party) : Credential.of(certificate);
            if (reader == null || !reader.party().equals(party)) {
                throw new MalformedGbcs("%s knows no key of %s to encrypt for".formatted(eui, party));
            }
            if (asked != null && certificate != null && ownCounter == null) {
                ownCounter = state.nextOwnCounter();
                fields = new SupplementaryFields(party, asked.remotePartyCounter(), ownCounter, null);
            }
            long counter = ownCounter == null ? command.originatorCounter() : ownCounter;
            return crypto.encrypt(new SealingContext(eui, counter, party), plain, keys().agreement(), reader.key());
        }
    }

    private Octets replaceCredentials(GbcsMessage command, Instant now) {
        CredentialsCommand change = CredentialsCommand.parse(command.payload());
        Instant executeAt = change.executeAt();
        if (change.mode() != CredentialsCommand.SUPPLIER_BY_TRANSITIONAL_COS
                || change.sequence() != command.originatorCounter()) {
            throw new MalformedGbcs("The replacement does not say the mode and the counter it comes with");
        }
        if (change.isCancellation()) {
            state.awaitNothing();
            note("the awaited change of supplier is withdrawn", now);
            return signed(command, CredentialsOutcome.accepted(), now);
        }
        if (executeAt != null && executeAt.isAfter(now)) {
            state.await(command.originator(), command.payload());
            note("a change of supplier awaits " + executeAt, now);
            return signed(command, CredentialsOutcome.accepted(), now);
        }
        return signed(command, carryOut(change, now).toResponse(), now);
    }

    private Octets signed(GbcsMessage command, Octets payload, Instant now) {
        GbcsMessage response =
                command.response(DlmsTime.encode(now, behaviour.clockStatus()), command.supplementary(), payload);
        return Octets.of(crypto.sign(response, keys().signing()).encode());
    }

    private CredentialsOutcome carryOut(CredentialsCommand change, Instant now) {
        CredentialReplacement.Result result =
                new CredentialReplacement(trust, keySource.authorities()).carryOut(change, now);
        Eui64 supplier = result.supplier();
        if (supplier != null) {
            state.supplierReplaced(result.certificates());
            change.otherFloors().forEach(floor -> state.accepted(supplier, floor.floor()));
            note("the supplier is now " + supplier, now);
        } else {
            note("a change of supplier failed: a certificate is not in order", now);
        }
        return result.outcome();
    }

    /** When the change of supplier that waits is due; null when none waits. */
    @Nullable
    Instant changeDue() {
        Octets pending = state.pendingChange();
        return pending == null ? null : CredentialsCommand.parse(pending).executeAt();
    }

    /** @return the alert that tells what became of a change whose date has come; null when there is none */
    @Nullable
    Octets carryOutDue(Instant now) {
        Octets pending = state.pendingChange();
        Eui64 originator = state.pendingOriginator();
        Instant due = changeDue();
        if (pending == null || originator == null || due == null || due.isAfter(now)) {
            return null;
        }
        state.awaitNothing();
        CredentialsOutcome outcome = carryOut(CredentialsCommand.parse(pending), now);
        RequestId id = new RequestId(eui, originator, state.nextOwnCounter());
        GbcsMessage alert = GbcsMessage.alert(id, CredentialsOutcome.ALERT, outcome.toAlert(now));
        Octets encoded = Octets.of(crypto.sign(alert, keys().signing()).encode());
        state.raised(encoded);
        return encoded;
    }

    private void refuse(Refusal refusal, GbcsMessage command, Instant now) {
        refused.merge(refusal, 1, Integer::sum);
        note("%s: command %s, code %04X".formatted(refusal, command.requestId(), command.messageCode()), now);
    }

    private void note(String event, Instant now) {
        events.addLast(now + " " + event);
        if (events.size() > EVENTS_KEPT) {
            events.removeFirst();
        }
    }

    private DeviceKeys keys() {
        DeviceKeys known = keys;
        if (known == null) {
            known = keySource.device(eui);
            keys = known;
        }
        return known;
    }

    DeviceView view(Instant now) {
        Credential supplier = trust.in(TrustCell.SUPPLIER_SIGNING);
        return new DeviceView(
                eui, now, supplier == null ? null : supplier.party(), changeDue(), refused, List.copyOf(events));
    }
}
