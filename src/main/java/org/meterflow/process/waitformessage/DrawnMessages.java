package org.meterflow.process.waitformessage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.messages.ChangingConsumer;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageRefused;
import org.meterflow.messages.MessageType;
import org.meterflow.process.Told;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.engine.DeployedVersions;
import org.meterflow.process.engine.PlacedBoxes;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.meterflow.process.waitformessage.AwaitedMessage.State;
import org.springframework.stereotype.Component;

/** The messages that deployed diagrams declare, and the cases that wait for them. */
@Component
class DrawnMessages implements ChangingConsumer {

    private final PlacedBoxes boxes;
    private final Supplier<List<Declared>> declared;
    private final PlacedCalls calls;
    private final AwaitedMessages awaited;
    private final Cases cases;
    private final WaitSettings settings;
    private final Clock clock;

    DrawnMessages(
            PlacedBoxes boxes,
            DeployedVersions versions,
            PlacedCalls calls,
            AwaitedMessages awaited,
            Cases cases,
            WaitSettings settings,
            Clock clock) {
        this.boxes = boxes;
        this.declared = versions.keep(this::readDeclared);
        this.calls = calls;
        this.awaited = awaited;
        this.cases = cases;
        this.settings = settings;
        this.clock = clock;
    }

    /** One message, as boxes declare it. */
    private record Declared(MessageType type, String schema) {}

    @Override
    public List<MessageType> messageTypes() {
        return declared.get().stream().map(Declared::type).toList();
    }

    @Override
    public String schema(MessageType type) {
        return declared.get().stream()
                .filter(each -> each.type().name().equals(type.name()))
                .map(Declared::schema)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No diagram declares " + type.name() + " any more"));
    }

    @Override
    public List<MessageRefused.Fault> faults(MessageType type, JsonNode data) {
        return boxes.ofAllVersions(WaitForMessage.PROCESS).stream()
                .filter(box -> type.name()
                        .equals(box.said().getOrDefault(WaitRules.MESSAGE, "").strip()))
                .flatMap(box -> DeclaredField.of(box.said()))
                .filter(field -> data.has(field.name()) && !MessageFields.isReadable(field, data.path(field.name())))
                .map(field -> new MessageRefused.Fault("/" + field.name(), "is no date or time that there is"))
                .distinct()
                .toList();
    }

    /** Of former versions too, in which cases may still wait. */
    private List<Declared> readDeclared() {
        Map<String, List<PlacedBoxes.Box>> byName = boxes.ofAllVersions(WaitForMessage.PROCESS).stream()
                .collect(Collectors.groupingBy(
                        box -> box.said().getOrDefault(WaitRules.MESSAGE, "").strip(),
                        TreeMap::new,
                        Collectors.toList()));
        return byName.entrySet().stream()
                .map(each -> declared(each.getKey(), each.getValue()))
                .toList();
    }

    /** Boxes that wait for one message share it: what only some of them need, need not be there. */
    private Declared declared(String name, List<PlacedBoxes.Box> waiting) {
        PlacedBoxes.Box newest = waiting.get(0);
        String description = newest.process() + ": " + newest.title();
        String keyField = WaitRules.keyField(newest.said());
        MessageType type = new MessageType(
                name,
                description,
                "",
                keyField,
                waiting.stream().map(this::keptEarly).max(Duration::compareTo).orElse(settings.keptEarly()),
                waiting.stream().flatMap(box -> WaitRules.senders(box.said())).collect(Collectors.toSet()));
        return new Declared(type, DeclaredSchema.text(name, description, keyField, fields(waiting)));
    }

    private static Collection<DeclaredField> fields(List<PlacedBoxes.Box> waiting) {
        Map<String, DeclaredField> fields = new LinkedHashMap<>();
        waiting.forEach(box -> DeclaredField.of(box.said()).forEach(field -> fields.putIfAbsent(field.name(), field)));
        fields.replaceAll((name, field) -> waiting.stream()
                        .allMatch(box -> DeclaredField.of(box.said())
                                .anyMatch(each -> each.name().equals(name) && each.required()))
                ? field
                : field.optional());
        return fields.values();
    }

    private Duration keptEarly(PlacedBoxes.Box box) {
        String said = box.said().getOrDefault(WaitRules.KEPT_EARLY, "").strip();
        return said.isEmpty() ? settings.keptEarly() : Duration.parse(said);
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        for (AwaitedMessage waiting : awaited.waiting(message.name(), message.key(), message.sender())) {
            Optional<Delivery> taken = offer(message, waiting);
            if (taken.isPresent()) {
                return taken.get();
            }
        }
        return awaited.last(message.name(), message.key(), message.sender())
                .map(last -> tooLate(message, last))
                .orElseGet(() -> early(message));
    }

    /** Empty when the case has left the box without an outcome. */
    private Optional<Delivery> offer(InboundMessage message, AwaitedMessage waiting) {
        if (!message.receivedAt().isBefore(waiting.deadline())) {
            return Optional.of(late(message, waiting));
        }
        Told told = cases.tell(call(waiting).key(), WaitForMessage.CAME);
        switch (told) {
            case DELIVERED, KEPT -> awaited.came(waiting.id(), message.data(), message.sender(), clock.instant());
            case NO_CASE -> awaited.end(waiting.id(), State.CUT_OFF, clock.instant());
            case NOT_WAITING -> {
                return Optional.of(Delivery.busy("The case of " + message.key() + " is between two steps"));
            }
        }
        return told == Told.NO_CASE ? Optional.empty() : Optional.of(Delivery.correlated());
    }

    private Delivery tooLate(InboundMessage message, AwaitedMessage last) {
        boolean lately = last.endedAt() != null
                && clock.instant()
                        .isBefore(last.endedAt()
                                .plus(
                                        call(last).said(WaitRules.KEPT_EARLY).isEmpty()
                                                ? settings.keptEarly()
                                                : Duration.parse(call(last).said(WaitRules.KEPT_EARLY))));
        if (last.state() == State.EXPIRED && lately) {
            return late(message, last);
        }
        boolean over = last.state() == State.CAME && !cases.isRunning(call(last).parent());
        return over
                ? Delivery.duplicate("The case of " + message.key() + " has had this message already, and has ended")
                : early(message);
    }

    private static Delivery late(InboundMessage message, AwaitedMessage waiting) {
        return Delivery.refused("The time to send it for " + message.key() + " ended at "
                + BusinessCalendar.inWords(waiting.deadline()));
    }

    private static Delivery early(InboundMessage message) {
        return Delivery.waiting("No case waits for " + message.key() + " now");
    }

    private PlacedCall call(AwaitedMessage waiting) {
        return calls.require(WaitForMessage.PROCESS, waiting.id());
    }

    @Override
    public Collection<String> waitingKeys(InboundMessage message) {
        return awaited.keys(message.name(), message.sender());
    }
}
