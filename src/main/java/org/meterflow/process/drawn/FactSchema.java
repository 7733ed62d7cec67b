package org.meterflow.process.drawn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.engine.DrawnProcess;
import org.meterflow.process.kit.TaskField;

/** The JSON Schema of a message that starts a case: made of the facts that the diagram asks for. */
final class FactSchema {

    private static final String CASE_ID = "^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$";

    private final ObjectMapper json;

    FactSchema(ObjectMapper json) {
        this.json = json;
    }

    String of(DrawnProcess process, String message) {
        ObjectNode schema = json.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "https://meterflow.org/schemas/" + message + ".json");
        schema.put("title", process.beginning());
        schema.put("description", process.documentation());
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        ObjectNode example = json.createObjectNode();
        @Nullable TaskField key = process.key().orElse(null);
        for (TaskField field : process.facts()) {
            ObjectNode property = properties.putObject(field.name());
            boolean isKey = key != null && field.name().equals(key.name());
            describe(field, property, isKey);
            if (field.required()) {
                required.add(field.name());
            }
            example(field, example, isKey);
        }
        schema.putArray("examples").add(example);
        return schema.toPrettyString();
    }

    private static void describe(TaskField field, ObjectNode property, boolean isKey) {
        property.put("description", said(field));
        if (isKey) {
            property.put("type", "string").put("pattern", CASE_ID);
            property.put(
                    "errorMessage",
                    "Enter up to 60 letters, digits, dots, underscores and dashes, starting with a letter or digit");
            return;
        }
        switch (field.kind()) {
            case TEXT ->
                property.put("type", "string")
                        .put(
                                "minLength",
                                field.least() == null ? 1 : field.least().intValue())
                        .put("maxLength", field.length());
            case CHOICE ->
                field.choices().keySet().forEach(property.put("type", "string").putArray("enum")::add);
            case WHOLE_NUMBER -> limits(field, property.put("type", "integer"));
            case DECIMAL, MONEY -> limits(field, property.put("type", "number"));
            case YES_NO -> property.put("type", "boolean");
            case DAY -> property.put("type", "string").put("format", "date");
            case INSTANT -> property.put("type", "string").put("format", "date-time");
            case METER_POINT ->
                named(property, "^[0-9]{6,10}$|^[0-9]{13}$", "Enter an MPAN of 13 digits or an MPRN of 6 to 10 digits");
            case PARTY -> property.put("type", "string").put("minLength", 1).put("maxLength", 60);
            case DEVICE ->
                named(
                        property,
                        "^([0-9A-Fa-f]{2}-){7}[0-9A-Fa-f]{2}$",
                        "Enter an EUI-64, like 90-B3-D5-1F-30-01-00-00");
        }
    }

    private static void named(ObjectNode property, String pattern, String sentence) {
        property.put("type", "string").put("pattern", pattern).put("errorMessage", sentence);
    }

    private static void limits(TaskField field, ObjectNode property) {
        if (field.least() != null) {
            property.put("minimum", field.least());
        }
        if (field.most() != null) {
            property.put("maximum", field.most());
        }
    }

    private static String said(TaskField field) {
        String hint = field.hint().isEmpty() ? "" : ". " + field.hint();
        return field.label() + (field.unit().isEmpty() ? "" : ", in " + field.unit()) + hint;
    }

    private static void example(TaskField field, ObjectNode example, boolean isKey) {
        String name = field.name();
        BigDecimal number = field.least() == null ? BigDecimal.ONE : field.least();
        switch (field.kind()) {
            case TEXT -> example.put(name, isKey ? "REQ-1" : field.label());
            case CHOICE -> example.put(name, field.choices().keySet().iterator().next());
            case WHOLE_NUMBER -> example.put(name, number.longValue());
            case DECIMAL, MONEY -> example.put(name, number);
            case YES_NO -> example.put(name, true);
            case DAY -> example.put(name, "2027-03-01");
            case INSTANT -> example.put(name, "2027-03-01T10:00:00Z");
            case METER_POINT -> example.put(name, "2200100000056");
            case PARTY -> example.put(name, "SP-0001");
            case DEVICE -> example.put(name, "90-B3-D5-1F-30-01-00-00");
        }
    }
}
