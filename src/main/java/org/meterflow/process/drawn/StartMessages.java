package org.meterflow.process.drawn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterflow.messages.ChangingConsumer;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageRefused.Fault;
import org.meterflow.messages.MessageType;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.engine.DrawnProcess;
import org.meterflow.process.engine.DrawnProcesses;
import org.meterflow.process.kit.Fields;
import org.meterflow.process.kit.TaskField;
import org.springframework.stereotype.Component;

/** The messages by which parties start cases of processes without a program, as the diagrams in force name them. */
@Component
class StartMessages implements ChangingConsumer {

    private final DrawnProcesses processes;
    private final DrawnCases cases;
    private final Fields fields;
    private final ObjectMapper json;
    private final FactSchema schemas;

    StartMessages(DrawnProcesses processes, DrawnCases cases, Fields fields, ObjectMapper json) {
        this.processes = processes;
        this.cases = cases;
        this.fields = fields;
        this.json = json;
        this.schemas = new FactSchema(json);
    }

    @Override
    public List<MessageType> messageTypes() {
        return processes.all().stream()
                .flatMap(process -> type(process).stream())
                .toList();
    }

    private static Optional<MessageType> type(DrawnProcess process) {
        return process.startedBy()
                .flatMap(name -> process.key()
                        .map(key -> new MessageType(
                                name,
                                process.documentation(),
                                "",
                                key.name(),
                                Duration.ZERO,
                                process.startedByRoles())));
    }

    @Override
    public String schema(MessageType type) {
        return schemas.of(startedBy(type.name()), type.name());
    }

    @Override
    public List<Fault> faults(MessageType type, JsonNode data) {
        List<TaskField> asked = startedBy(type.name()).facts();
        return fields.wrong(asked, new Form(FactTexts.ofJson(asked, data), "")).stream()
                .map(wrong -> new Fault("/" + wrong.field(), wrong.message()))
                .toList();
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        DrawnProcess process = startedBy(message.name());
        Map<String, String> texts = FactTexts.ofJson(process.facts(), read(message.data()));
        Begun begun = cases.start(process, message.key(), texts, Starter.party(message.sender()));
        if (!begun.wrong().isEmpty()) {
            return Delivery.refused(
                    begun.wrong().stream().map(FieldError::message).collect(Collectors.joining(". ")));
        }
        return begun.isNew()
                ? Delivery.started()
                : Delivery.refused(
                        "%s %s is known already: a new one needs a new id".formatted(process.name(), message.key()));
    }

    private DrawnProcess startedBy(String message) {
        return processes.all().stream()
                .filter(process -> process.startedBy().equals(Optional.of(message)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No process is started by " + message + " any more"));
    }

    private JsonNode read(String data) {
        try {
            return json.readTree(data);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
