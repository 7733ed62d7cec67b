package org.meterflow.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.messages.ChangingMessages.Offer;
import org.meterflow.messages.MessageRefused.Cause;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The messages the platform takes, as published: what each is for, its schema, who may send it. */
@Component
public class MessageCatalogue implements SmartInitializingSingleton {

    /** Data that has passed: the key it carries, and a digest that is the same however the JSON was laid out. */
    record Checked(String key, String data, String digest) {}

    private record Entry(MessageType type, MessageConsumer consumer, DataSchema schema) {}

    private final ObjectMapper json = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final ObjectProvider<MessageConsumer> consumers;
    private final ChangingMessages changing;
    private volatile Map<String, Entry> entries = Map.of();

    MessageCatalogue(ObjectProvider<MessageConsumer> consumers, ChangingMessages changing) {
        this.changing = changing;
        this.consumers = consumers;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, Entry> found = new TreeMap<>();
        consumers
                .orderedStream()
                .filter(consumer -> !(consumer instanceof ChangingConsumer))
                .forEach(consumer -> consumer.messageTypes().forEach(type -> {
                    // by the names of these files it is known which names a diagram cannot take
                    if (!type.schema().equals("schemas/" + type.name() + ".json")) {
                        throw new IllegalStateException(
                                "The schema of %s has to be schemas/%s.json".formatted(type.name(), type.name()));
                    }
                    Entry entry = new Entry(type, consumer, DataSchema.load(type.schema()));
                    if (found.put(type.name(), entry) != null) {
                        throw new IllegalStateException("Two processes take the message " + type.name());
                    }
                }));
        entries = found;
    }

    /** By name. */
    public List<MessageType> types() {
        return Stream.concat(
                        entries.values().stream().map(Entry::type),
                        changing.all().map(Offer::type).filter(type -> !entries.containsKey(type.name())))
                .sorted(Comparator.comparing(MessageType::name))
                .toList();
    }

    /** Whether a process of the program takes it: then no diagram can declare it. */
    public boolean isOwn(String name) {
        return entries.containsKey(name);
    }

    public Optional<MessageType> find(String name) {
        return Optional.ofNullable(entries.get(name))
                .map(Entry::type)
                .or(() -> changing.find(name).map(Offer::type));
    }

    /** Data that would fit, when the schema has an example. */
    public Optional<String> example(String name) {
        return schema(name)
                .map(this::tree)
                .map(schema -> schema.path("examples").path(0))
                .filter(JsonNode::isObject)
                .map(JsonNode::toPrettyString);
    }

    private JsonNode tree(String schema) {
        try {
            return json.readTree(schema);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The JSON Schema of the message's data, as text. */
    public Optional<String> schema(String name) {
        return Optional.ofNullable(entries.get(name))
                .map(Entry::schema)
                .or(() -> changing.find(name).map(changing::schema))
                .map(DataSchema::text);
    }

    Optional<MessageConsumer> consumer(String name) {
        return Optional.ofNullable(entries.get(name))
                .map(Entry::consumer)
                .or(() -> changing.find(name).map(Offer::consumer));
    }

    /** @throws MessageRefused when nobody takes messages of this name */
    MessageType require(String name) {
        return find(name)
                .orElseThrow(() -> new MessageRefused(
                        Cause.UNKNOWN_NAME,
                        "There is no message '" + name + "'. The catalogue lists: "
                                + types().stream().map(MessageType::name).collect(Collectors.joining(", "))));
    }

    /** @throws MessageRefused when the sender may not send it, or the data does not satisfy the schema */
    Checked check(MessageType type, Sender sender, String data) {
        if (sender.roles().stream().noneMatch(type.senders()::contains)) {
            throw new MessageRefused(
                    Cause.SENDER_NOT_ALLOWED,
                    sender.party() + " may not send " + type.name() + ": it is sent by "
                            + String.join(
                                    " or ", type.senders().stream().sorted().toList()));
        }
        JsonNode node = parse(type, data);
        List<MessageRefused.Fault> faults = new ArrayList<>(Keepable.faultsIn("", node));
        if (faults.isEmpty()) {
            faults.addAll(faults(type.name(), node));
        }
        if (!faults.isEmpty()) {
            throw invalid(type, faults);
        }
        String key = node.path(type.keyField()).asText("");
        if (key.isBlank()) {
            throw invalid(
                    type, List.of(new MessageRefused.Fault("/" + type.keyField(), "is missing: it names the case")));
        }
        List<MessageRefused.Fault> unfit = Keepable.faultsInName("/" + type.keyField(), key);
        if (!unfit.isEmpty()) {
            throw invalid(type, unfit);
        }
        return new Checked(key, data, digest(type, node));
    }

    private List<MessageRefused.Fault> faults(String name, JsonNode data) {
        Entry entry = entries.get(name);
        if (entry != null) {
            return entry.schema().check(data);
        }
        return changing.find(name)
                .map(offer -> {
                    List<MessageRefused.Fault> faults = changing.schema(offer).check(data);
                    return faults.isEmpty() ? offer.faults(data) : faults;
                })
                .orElse(List.of());
    }

    private JsonNode parse(MessageType type, String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException broken) {
            throw invalid(type, List.of(new MessageRefused.Fault("", "is not JSON: " + broken.getOriginalMessage())));
        }
    }

    private static MessageRefused invalid(MessageType type, List<MessageRefused.Fault> faults) {
        return new MessageRefused(Cause.INVALID, "The data of " + type.name() + " does not satisfy its schema", faults);
    }

    private String digest(MessageType type, JsonNode node) {
        try {
            String canonical = type.name() + json.writeValueAsString(json.treeToValue(node, Object.class));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
