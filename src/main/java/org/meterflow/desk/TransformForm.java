package org.meterflow.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service request to be transformed, and what its message takes from elsewhere.
 *
 * @param fields as entered, by name; what nobody entered is missing or blank
 */
record TransformForm(Map<String, String> fields) {

    /** Each as the workbench and the form name it, and as a person reads it. */
    static final Map<String, String> LABELS = labels();

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("deviceType", "the kind of device");
        labels.put("esmeVariant", "how the electricity meter is built");
        labels.put("useCase", "the use case");
        labels.put("otherDeviceType", "the kind of the other device");
        labels.put("userRole", "as whom the user asks");
        labels.put("dccCounter", "the DCC's counter");
        labels.put("cin", "the four digits to be shown");
        labels.put("recipient", "the device the message goes to");
        labels.put("now", "the date and time");
        labels.put("gbcsVersion", "the version the device understands");
        labels.put("unknownUser", "whether the device knows the user");
        labels.put("networkId", "the network of the replaced hub");
        labels.put("hubLog", "the devices of the replaced hub");
        labels.put("deviceLog", "the devices of the replaced gas proxy");
        return labels;
    }

    private static final List<String> TEXTS = List.of(
            "deviceType",
            "esmeVariant",
            "useCase",
            "otherDeviceType",
            "userRole",
            "dccCounter",
            "cin",
            "recipient",
            "now",
            "gbcsVersion");

    static final TransformForm EMPTY = new TransformForm(Map.of());

    TransformForm {
        Map<String, String> known = new HashMap<>();
        fields.forEach((name, text) -> known.put(name, text.strip()));
        fields = Map.copyOf(known);
    }

    /** The first of the fields in which there is more than fits. */
    Optional<InputError> tooLong() {
        return Stream.concat(
                        Limits.check("duis", "The service request", of("duis"), Limits.REQUEST).stream(),
                        LABELS.entrySet().stream().flatMap(field -> tooLong(field.getKey(), field.getValue()).stream()))
                .findFirst();
    }

    private Optional<InputError> tooLong(String field, String label) {
        int limit = field.endsWith("Log") ? Limits.LIST : Limits.NAME;
        return Limits.check(field, capitalised(label), of(field), limit);
    }

    private static String capitalised(String label) {
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }

    /** Empty where nothing was entered. */
    public String of(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Whether anything was entered of what few requests need. */
    public boolean special() {
        return LABELS.keySet().stream()
                .filter(name -> !name.equals("deviceType") && !name.equals("esmeVariant"))
                .anyMatch(name -> !of(name).isEmpty());
    }

    ObjectNode context() {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        for (String name : TEXTS) {
            if (!of(name).isEmpty()) {
                context.put(name, of(name));
            }
        }
        if (!of("unknownUser").isEmpty()) {
            context.put("unknownUser", true);
        }
        if (!of("networkId").isEmpty() || !of("hubLog").isEmpty()) {
            ObjectNode log = context.putObject("hubLog");
            if (!of("networkId").isEmpty()) {
                log.put("networkId", of("networkId"));
            }
            log.set("entries", entries("hubLog", "hashedKey"));
        }
        if (!of("deviceLog").isEmpty()) {
            context.set("deviceLog", entries("deviceLog", "type"));
        }
        return context;
    }

    /** A device in each line, and after a blank what else is known of it. */
    private JsonNode entries(String name, String second) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        of(name).lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            String[] parts = line.split("[\\s,;]+", 2);
            ObjectNode entry = entries.addObject().put("device", parts[0]);
            if (parts.length > 1) {
                entry.put(second, parts[1]);
            }
        });
        return entries;
    }
}
