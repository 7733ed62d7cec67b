package org.meterflow.process.signedcommand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.gbcs.Octets;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.meterflow.process.signedcommand.WantedCommand.State;
import org.springframework.stereotype.Component;

/** The messages with which a supplier answers that it is to sign a command. */
@Component
class SignatureMessages implements MessageConsumer {

    static final List<String> ANSWERS = List.of("commandSigned", "signatureRefused");

    private final WantedCommands commands;
    private final Signatures signatures;
    private final PartyQuestion questions;
    private final Cases cases;
    private final ObjectMapper json;

    SignatureMessages(
            WantedCommands commands, Signatures signatures, PartyQuestion questions, Cases cases, ObjectMapper json) {
        this.commands = commands;
        this.signatures = signatures;
        this.questions = questions;
        this.cases = cases;
        this.json = json;
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(
                type("commandSigned", "The supplier returns a pre-command with its signature"),
                type("signatureRefused", "The supplier does not sign a command"),
                type("counterChosen", "The supplier wants a pre-command with another counter"));
    }

    private static MessageType type(String name, String description) {
        return new MessageType(
                name, description, "schemas/" + name + ".json", "commandId", Duration.ZERO, Set.of("supplier"));
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        JsonNode data = read(message.data());
        return deliver(
                message, data, (question, answer) -> questions.answer(question, write(answer), message.sender()));
    }

    /** @param answer how the question that waits is answered */
    Delivery deliver(InboundMessage message, JsonNode data, BiPredicate<String, Map<String, ?>> answer) {
        Optional<WantedCommand> found = commands.findLocked(message.key())
                .filter(wanted ->
                        signatures.isAsked(message.sender(), wanted.order().supplier()))
                .filter(wanted -> wanted.preCommand() != null);
        if (found.isEmpty()) {
            return Delivery.noMatch("No command " + message.key() + " waits for your signature", List.of());
        }
        WantedCommand wanted = found.get();
        if (wanted.state() != State.ASKED) {
            return Signatures.over(wanted, isSame(wanted, data));
        }
        if (!cases.isRunning(wanted.key())) {
            return Delivery.refused("Command " + wanted.id() + " is not wanted any more");
        }
        if (!message.receivedAt().isBefore(wanted.signBy())) {
            return Delivery.refused("The time to sign command " + wanted.id() + " ended on "
                    + BusinessCalendar.inWords(wanted.signBy()));
        }
        return switch (message.name()) {
            case "commandSigned" ->
                signatures.sign(wanted, data.path("signedPreCommand").asText(), message.sender(), answer);
            case "signatureRefused" ->
                signatures.refuse(wanted, data.path("reason").asText(), message.sender(), answer);
            default -> choose(wanted, data.path("counter").asText(), message.sender());
        };
    }

    private Delivery choose(WantedCommand wanted, String counter, String party) {
        try {
            return signatures.choose(wanted, Long.parseLong(counter), party);
        } catch (NumberFormatException tooHigh) {
            return Delivery.refused("The counter " + counter + " is not between 1 and 2^63");
        }
    }

    private static boolean isSame(WantedCommand wanted, JsonNode data) {
        Octets signed = wanted.signed();
        return signed != null
                && Base64.getEncoder()
                        .encodeToString(signed.bytes())
                        .equals(data.path("signedPreCommand").asText());
    }

    JsonNode read(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored message is no JSON", broken);
        }
    }

    String write(Map<String, ?> answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
