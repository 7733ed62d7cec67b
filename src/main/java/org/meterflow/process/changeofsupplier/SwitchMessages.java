package org.meterflow.process.changeofsupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.Timeline;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.partyquestion.AskedParty;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.springframework.stereotype.Component;

/** The messages that start a switch and steer it. */
@Component
class SwitchMessages implements MessageConsumer {

    /** What may come for a switch that has begun, and too early for one that has not. */
    static final List<String> STEERING = List.of("objectionRaised", "switchWithdrawn", "switchAnnulled");

    private static final String REGISTRATION_BODY = "registration-body";
    private static final String SUPPLIER = "supplier";

    private final SupplierChanges changes;
    private final SwitchRules rules;
    private final PartyQuestion questions;
    private final Parties parties;
    private final Cases cases;
    private final Timeline timeline;
    private final SwitchSettings settings;
    private final ObjectMapper json;

    SwitchMessages(
            SupplierChanges changes,
            SwitchRules rules,
            PartyQuestion questions,
            Parties parties,
            Cases cases,
            Timeline timeline,
            SwitchSettings settings,
            ObjectMapper json) {
        this.changes = changes;
        this.rules = rules;
        this.questions = questions;
        this.parties = parties;
        this.cases = cases;
        this.timeline = timeline;
        this.settings = settings;
        this.json = json;
    }

    @Override
    public List<MessageType> messageTypes() {
        Duration early = settings.earlyMessagesKept();
        return List.of(
                type(
                        "switchRequested",
                        "Asks for a switch of a meter point to another supplier",
                        Duration.ZERO,
                        REGISTRATION_BODY),
                type("objectionRaised", "The losing supplier objects within the window", early, SUPPLIER),
                type("switchWithdrawn", "The gaining supplier withdraws before gate closure", early, SUPPLIER),
                type("switchAnnulled", "The losing supplier annuls before gate closure", early, SUPPLIER));
    }

    private static MessageType type(String name, String description, Duration waitsFor, String sender) {
        return new MessageType(name, description, "schemas/" + name + ".json", "switchId", waitsFor, Set.of(sender));
    }

    @Override
    public Collection<String> waitingKeys(InboundMessage message) {
        return parties.find(message.sender()).stream()
                .flatMap(party -> party.mpids().stream())
                .flatMap(mpid -> changes.openOf(mpid, 500).stream())
                .toList();
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        return message.name().equals("switchRequested") ? request(message) : steer(message);
    }

    private Delivery request(InboundMessage message) {
        try {
            return request(message, read(message));
        } catch (InvalidIdentifier | DateTimeException wrong) {
            return Delivery.refused(String.valueOf(wrong.getMessage()));
        }
    }

    private Delivery request(InboundMessage message, JsonNode data) {
        LocalDate start = LocalDate.parse(data.path("supplyStartDate").asText());
        SupplierChange change = new SupplierChange(
                message.key(),
                new Mpxn(data.path("mpxn").asText()),
                new Mpid(data.path("gainingSupplier").asText()),
                null,
                start,
                data.path("consumerType").asText("DOMESTIC").equals("DOMESTIC"),
                data.path("paymentMode").asText("CREDIT").equals("PREPAYMENT"),
                message.receivedAt(),
                message.sender(),
                State.REQUESTED,
                null,
                null,
                rules.gateClosure(start),
                rules.supplyStart(start),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                false,
                0,
                false,
                null,
                null,
                null,
                null,
                null,
                null);
        if (!changes.add(change)) {
            return Delivery.refused("Switch " + message.key() + " is known already: a new switch needs a new id");
        }
        note(change, message, "Switch requested");
        cases.start(SwitchNotices.key(change));
        return Delivery.started();
    }

    private Delivery steer(InboundMessage message) {
        Optional<SupplierChange> found = changes.findLocked(message.key());
        if (found.isEmpty()) {
            return Delivery.waiting("No switch " + message.key() + " is known yet");
        }
        SupplierChange change = found.get();
        if (change.state() == State.REQUESTED) {
            return Delivery.waiting("Switch " + message.key() + " is still being validated");
        }
        if (!speaksFor(message, change)) {
            return Delivery.refused("Switch " + message.key() + ": only the "
                    + (gainingSpeaks(message) ? "gaining" : "losing") + " supplier may send " + message.name());
        }
        return message.name().equals("objectionRaised") ? object(message, change) : cancel(message, change);
    }

    private static boolean gainingSpeaks(InboundMessage message) {
        return message.name().equals("switchWithdrawn");
    }

    private boolean speaksFor(InboundMessage message, SupplierChange change) {
        Mpid speaker = gainingSpeaks(message) ? change.gaining() : change.losing();
        return speaker != null
                && parties.ofMpid(speaker)
                        .map(Party::id)
                        .filter(message.sender()::equals)
                        .isPresent();
    }

    private Delivery object(InboundMessage message, SupplierChange change) {
        String question = change.switchId() + ":" + SwitchObjections.INVITATION;
        Optional<AskedParty> asked = questions.find(question);
        if (change.state() != State.PENDING || asked.isEmpty()) {
            return Delivery.refused(
                    "Switch " + message.key() + " is " + change.state().words() + ": the window to object is not open");
        }
        if (!message.receivedAt().isBefore(asked.get().deadline())) {
            return Delivery.refused("Switch " + message.key() + ": the window to object closed at "
                    + asked.get().deadline());
        }
        if (!questions.answer(question, message.data(), message.sender())) {
            return Delivery.duplicate("An objection to switch " + message.key() + " has been taken already");
        }
        note(change, message, "Objection raised");
        return Delivery.correlated();
    }

    private Delivery cancel(InboundMessage message, SupplierChange change) {
        if (change.state() == State.CANCELLED) {
            return Delivery.duplicate("Switch " + message.key() + " is cancelled already");
        }
        if (!rules.mayBeCancelled(change, message.receivedAt())) {
            return Delivery.refused("Switch " + message.key() + " is "
                    + change.state().words() + ": it could be cancelled until " + change.gateClosesAt());
        }
        changes.cancelRequested(
                change.switchId(),
                message.sender(),
                read(message).path("reason").asText(),
                message.receivedAt());
        note(
                change,
                message,
                gainingSpeaks(message) ? "Withdrawn by the gaining supplier" : "Annulled by the losing supplier");
        return switch (cases.tell(SwitchNotices.key(change), "switchCancelled")) {
            case DELIVERED -> Delivery.correlated();
            case NOT_WAITING, NO_CASE -> Delivery.busy("Switch " + message.key() + " is between two steps");
        };
    }

    private JsonNode read(InboundMessage message) {
        try {
            return json.readTree(message.data());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void note(SupplierChange change, InboundMessage message, String title) {
        String sender = parties.find(message.sender()).map(Party::name).orElse(message.sender());
        timeline.note(SwitchNotices.key(change), "MESSAGE", title, message.data(), sender);
    }
}
