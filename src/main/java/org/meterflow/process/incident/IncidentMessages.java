package org.meterflow.process.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Reason;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.Told;
import org.meterflow.process.engine.Cases;
import org.springframework.stereotype.Component;

/** What parties send about incidents: a new one, what was missing, and that one is not resolved. */
@Component
class IncidentMessages implements MessageConsumer {

    private static final String RAISED = "incidentRaised";
    private static final String INFORMATION = "incidentInformationGiven";
    private static final String DISPUTED = "incidentResolutionDisputed";
    private static final Set<String> SENDERS = Set.of("supplier", "registration-body", "network-operator");

    private final Incidents incidents;
    private final RaisedIncidents rows;
    private final Subjects subjects;
    private final Cases cases;
    private final Timeline timeline;
    private final ObjectMapper json;

    IncidentMessages(
            Incidents incidents,
            RaisedIncidents rows,
            Subjects subjects,
            Cases cases,
            Timeline timeline,
            ObjectMapper json) {
        this.incidents = incidents;
        this.rows = rows;
        this.subjects = subjects;
        this.cases = cases;
        this.timeline = timeline;
        this.json = json;
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(
                type(RAISED, "Raises an incident: something is wrong with the service", "reference"),
                type(INFORMATION, "Gives information that an incident waits for", "incidentId"),
                type(DISPUTED, "Says that an incident is not resolved", "incidentId"));
    }

    private static MessageType type(String name, String description, String keyField) {
        return new MessageType(name, description, "schemas/" + name + ".json", keyField, Duration.ZERO, SENDERS);
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        try {
            JsonNode data = json.readTree(message.data());
            return message.name().equals(RAISED) ? raise(message, data) : hear(message, data);
        } catch (InvalidIdentifier wrong) {
            return Delivery.refused(Reason.of(wrong));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Delivery raise(InboundMessage message, JsonNode data) {
        Eui64 device = data.hasNonNull("device") ? new Eui64(data.get("device").asText()) : null;
        if (device != null && !subjects.knows(device)) {
            return Delivery.refused("The inventory has no device " + device);
        }
        IncidentReport report = new IncidentReport(
                data.path("title").asText(),
                data.path("description").asText(),
                effects(data),
                device,
                text(data, "area"),
                Set.of(),
                null,
                null);
        Incidents.Raised raised = incidents.raise(report, Raiser.party(message.sender(), message.key()));
        return raised.isNew()
                ? Delivery.started()
                : Delivery.duplicate("You have raised " + message.key() + " before: it is " + raised.id());
    }

    private static Effects effects(JsonNode data) {
        return new Effects(
                data.path("consumersAffected").asInt(0),
                data.path("prepayOffSupply").asInt(0),
                data.path("topUpsFailing").isMissingNode()
                        ? BigDecimal.ZERO
                        : data.get("topUpsFailing").decimalValue(),
                data.path("switchingDown").asInt(0),
                data.path("userStopped").asBoolean(false),
                data.path("securitySeverity").asInt(0));
    }

    private static @Nullable String text(JsonNode data, String field) {
        return data.hasNonNull(field) ? data.get(field).asText() : null;
    }

    /** Only those concerned are heard; whether it exists is not for others to know. */
    private Delivery hear(InboundMessage message, JsonNode data) {
        Optional<RaisedIncident> found =
                rows.find(message.key()).filter(incident -> incident.parties().contains(message.sender()));
        if (found.isEmpty()) {
            return Delivery.noMatch("No incident " + message.key() + " concerns you", List.of());
        }
        if (cases.hasToHear(found.get().key())) {
            return Delivery.held("Incident " + message.key() + " stands still, and hears first what came before");
        }
        boolean disputed = message.name().equals(DISPUTED);
        String words = data.path(disputed ? "reason" : "information").asText();
        Told told = cases.tell(found.get().key(), disputed ? "resolutionDisputed" : "informationGiven");
        if (disputed && told != Told.DELIVERED && told != Told.KEPT) {
            return Delivery.refused("Incident " + message.key() + " is not resolved, or is closed: its state is “"
                    + found.get().state().words() + "”");
        }
        timeline.note(
                found.get().key(),
                StoryKind.MESSAGE,
                disputed ? "Not resolved" : "Information given",
                words,
                message.sender());
        return Delivery.correlated();
    }
}
