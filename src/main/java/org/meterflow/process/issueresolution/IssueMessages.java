package org.meterflow.process.issueresolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.process.StoryKind;
import org.meterflow.process.incident.Incidents;
import org.meterflow.process.issueresolution.IssueReport.Gravity;
import org.meterflow.process.issueresolution.IssueReport.Harm;
import org.meterflow.process.issueresolution.IssueReport.Impact;
import org.meterflow.process.issueresolution.IssueReport.Source;
import org.meterflow.process.issueresolution.IssueReport.Spread;
import org.springframework.stereotype.Component;

/** What parties send about issues: a new one, and that one recurs. */
@Component
class IssueMessages implements MessageConsumer {

    private static final String RAISED = "issueRaised";
    private static final Set<String> SENDERS = Set.of("supplier", "registration-body", "network-operator");

    private final Issues issues;
    private final IssueRows rows;
    private final Incidents incidents;
    private final ObjectMapper json;

    IssueMessages(Issues issues, IssueRows rows, Incidents incidents, ObjectMapper json) {
        this.issues = issues;
        this.rows = rows;
        this.incidents = incidents;
        this.json = json;
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(
                new MessageType(
                        RAISED,
                        "Opens an issue: something keeps going wrong, or parties are in dispute",
                        "schemas/issueRaised.json",
                        "reference",
                        Duration.ZERO,
                        SENDERS),
                new MessageType(
                        "issueRecurred",
                        "Says that an issue is not put right",
                        "schemas/issueRecurred.json",
                        "issueId",
                        Duration.ZERO,
                        SENDERS));
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        try {
            JsonNode data = json.readTree(message.data());
            return message.name().equals(RAISED) ? open(message, data) : recur(message, data);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Delivery open(InboundMessage message, JsonNode data) {
        String incident = data.path("incidentId").asText("");
        if (!incident.isEmpty() && !incidents.concerns(incident, message.sender())) {
            return Delivery.refused("No incident " + incident + " concerns you");
        }
        Optional<String> before = rows.of(message.sender(), message.key());
        if (before.isPresent()) {
            return Delivery.duplicate("You have raised " + message.key() + " before: it is " + before.get());
        }
        issues.open(
                new IssueReport(
                        data.path("title").asText(),
                        data.path("description").asText(),
                        Source.valueOf(data.path("source").asText()),
                        new Gravity(
                                Impact.valueOf(data.path("impact").asText()),
                                Spread.valueOf(data.path("spread").asText()),
                                data.path("security").asBoolean(false),
                                Harm.valueOf(data.path("consumerHarm").asText())),
                        null,
                        incident.isEmpty() ? Set.of() : Set.of(incident),
                        Set.of(message.sender())),
                message.sender(),
                message.key(),
                StoryKind.MESSAGE,
                message.sender());
        return Delivery.started();
    }

    /** Only those concerned are heard; whether it exists is not for others to know. */
    private Delivery recur(InboundMessage message, JsonNode data) {
        boolean concerned = rows.find(message.key())
                .filter(issue -> issue.parties().contains(message.sender()))
                .isPresent();
        if (!concerned) {
            return Delivery.noMatch("No issue " + message.key() + " concerns you", List.of());
        }
        return issues.recur(message.key(), data.path("reason").asText(), StoryKind.MESSAGE, message.sender())
                ? Delivery.correlated()
                : Delivery.refused("Issue " + message.key() + " is closed for good: raise another one");
    }
}
