package org.meterflow.process.fieldvisit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.identifier.Mpxn;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.messages.SenderRoles;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.engine.Cases;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** What the supplier of the meter point says of a visit: what came of it, or that the consumer has cancelled it. */
@Component
class VisitMessages implements MessageConsumer {

    private static final String OUTCOME = "jobOutcome";

    private final Visits visits;
    private final Registrations registrations;
    private final Parties parties;
    private final Cases cases;
    private final Clock clock;
    private final ObjectMapper json;

    VisitMessages(
            Visits visits, Registrations registrations, Parties parties, Cases cases, Clock clock, ObjectMapper json) {
        this.visits = visits;
        this.registrations = registrations;
        this.parties = parties;
        this.cases = cases;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(
                type(OUTCOME, "What came of a visit to a home"),
                type(FieldVisit.CANCELLED, "The consumer does not want the visit that is booked"));
    }

    private static MessageType type(String name, String description) {
        return new MessageType(
                name, description, "schemas/" + name + ".json", "visit", Duration.ZERO, Set.of(SenderRoles.SUPPLIER));
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        Optional<Visit> found = visits.findLocked(message.key()).filter(visit -> isOf(message.sender(), visit));
        if (found.isEmpty()) {
            return Delivery.noMatch("No visit " + message.key() + " concerns your party", List.of());
        }
        Visit visit = found.get();
        if (!cases.isRunning(FieldVisit.key(visit.id()))) {
            return Delivery.refused("The visit " + message.key() + " is over");
        }
        if (cases.hasToHear(FieldVisit.key(visit.id()))) {
            return Delivery.held("The visit " + message.key() + " stands still, and hears first what came before");
        }
        if (visit.slot() == null) {
            return Delivery.refused("No slot is booked for " + message.key() + " now");
        }
        boolean reports = message.name().equals(OUTCOME);
        if (reports && message.receivedAt().isBefore(visit.slot())) {
            return Delivery.refused("The slot of " + message.key() + " has not begun yet");
        }
        note(message, visit, reports);
        return switch (cases.tell(FieldVisit.key(visit.id()), reports ? FieldVisit.REPORTED : FieldVisit.CANCELLED)) {
            case DELIVERED, KEPT -> Delivery.correlated();
            case NOT_WAITING, NO_CASE -> Delivery.busy("The visit " + message.key() + " is between two steps");
        };
    }

    private void note(InboundMessage message, Visit visit, boolean reports) {
        if (reports) {
            JsonNode data = read(message.data());
            visits.report(
                    visit.id(), data.path("outcome").asText(), data.path("note").asText(null));
        } else {
            visits.cancel(visit.id(), message.receivedAt());
        }
    }

    private boolean isOf(String party, Visit visit) {
        return registrations
                .at(new Mpxn(visit.mpxn()), clock.instant())
                .flatMap(registration -> parties.ofMpid(registration.supplier()))
                .map(Party::id)
                .filter(party::equals)
                .isPresent();
    }

    private JsonNode read(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored message is no JSON", broken);
        }
    }
}
