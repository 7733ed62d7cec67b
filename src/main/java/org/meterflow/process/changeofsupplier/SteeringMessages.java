package org.meterflow.process.changeofsupplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Mpid;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.messages.Verdict;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.partyquestion.AskedParty;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.springframework.stereotype.Component;

/** The messages with which the two suppliers steer a switch. */
@Component
class SteeringMessages implements MessageConsumer {

    /** What may come for a switch that has begun, and too early for one that has not. */
    static final List<String> NAMES = List.of("objectionRaised", "switchWithdrawn", "switchAnnulled");

    private final SupplierChanges changes;
    private final SwitchProgress progress;
    private final SwitchTimes times;
    private final PartyQuestion questions;
    private final Parties parties;
    private final Cases cases;
    private final SwitchTimeline story;
    private final SwitchSettings settings;
    private final ObjectMapper json;

    SteeringMessages(
            SupplierChanges changes,
            SwitchProgress progress,
            SwitchTimes times,
            PartyQuestion questions,
            Parties parties,
            Cases cases,
            SwitchTimeline story,
            SwitchSettings settings,
            ObjectMapper json) {
        this.changes = changes;
        this.progress = progress;
        this.times = times;
        this.questions = questions;
        this.parties = parties;
        this.cases = cases;
        this.story = story;
        this.settings = settings;
        this.json = json;
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(
                type("objectionRaised", "The losing supplier objects within the window"),
                type("switchWithdrawn", "The gaining supplier withdraws before gate closure"),
                type("switchAnnulled", "The losing supplier annuls before gate closure"));
    }

    private MessageType type(String name, String description) {
        return new MessageType(
                name,
                description,
                "schemas/" + name + ".json",
                "switchId",
                settings.earlyMessagesKept(),
                Set.of("supplier"));
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
        Optional<SupplierChange> found = changes.findLocked(message.key());
        if (found.filter(change -> concerns(message, change)).isEmpty()) {
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
        if (change.agreement().isReturn()) {
            return Delivery.refused("Switch " + message.key()
                    + " returns an erroneous transfer, to which both suppliers have agreed: it cannot be called off");
        }
        return message.name().equals("objectionRaised") ? object(message, change) : cancel(message, change);
    }

    /** Whom a switch does not concern learns nothing of it, not even that there is one. */
    private boolean concerns(InboundMessage message, SupplierChange change) {
        return isOf(message.sender(), change.gaining()) || isOf(message.sender(), change.losing());
    }

    private static boolean gainingSpeaks(InboundMessage message) {
        return message.name().equals("switchWithdrawn");
    }

    private boolean speaksFor(InboundMessage message, SupplierChange change) {
        Mpid speaker = gainingSpeaks(message) ? change.gaining() : change.losing();
        return isOf(message.sender(), speaker);
    }

    private boolean isOf(String party, @Nullable Mpid mpid) {
        return mpid != null
                && parties.ofMpid(mpid).map(Party::id).filter(party::equals).isPresent();
    }

    private Delivery object(InboundMessage message, SupplierChange change) {
        String question = change.switchId() + ":" + SwitchObjections.INVITATION;
        Optional<AskedParty> asked = questions.find(question);
        if (change.state() != State.PENDING || asked.isEmpty()) {
            return Delivery.refused(
                    "Switch " + message.key() + " is " + change.state().words() + ": the window to object is not open");
        }
        if (!message.receivedAt().isBefore(asked.get().deadline())) {
            return Delivery.refused("Switch " + message.key() + ": the window to object closed on "
                    + BusinessCalendar.inWords(asked.get().deadline()));
        }
        if (!questions.answer(question, message.data(), message.sender())) {
            return Delivery.duplicate("An objection to switch " + message.key() + " has been taken already");
        }
        story.message(change, message, "Objection raised");
        return Delivery.correlated();
    }

    private Delivery cancel(InboundMessage message, SupplierChange change) {
        if (change.state() == State.CANCELLED) {
            return Delivery.duplicate("Switch " + message.key() + " is cancelled already");
        }
        if (!times.mayBeCancelled(change, message.receivedAt())) {
            return Delivery.refused(
                    "Switch " + message.key() + " is " + change.state().words() + ": it could be cancelled until "
                            + BusinessCalendar.inWords(change.gateClosesAt()));
        }
        if (cases.hasToHear(change.key())) {
            return Delivery.held("Switch " + message.key() + " stands still, and hears first what came before");
        }
        progress.cancelRequested(
                change.switchId(), new Cancellation(message.sender(), reason(message)), message.receivedAt());
        story.message(
                change,
                message,
                gainingSpeaks(message) ? "Withdrawn by the gaining supplier" : "Annulled by the losing supplier");
        return switch (cases.tell(change.key(), "switchCancelled")) {
            case DELIVERED -> Delivery.correlated();
            case KEPT ->
                new Delivery(
                        Verdict.CORRELATED,
                        "Switch " + message.key() + " is suspended: it is called off as soon as it goes on",
                        List.of());
            case NOT_WAITING, NO_CASE -> Delivery.busy("Switch " + message.key() + " is between two steps");
        };
    }

    private String reason(InboundMessage message) {
        try {
            return json.readTree(message.data()).path("reason").asText();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored message is no JSON", broken);
        }
    }
}
