package org.meterflow.process.waitformessage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** The JSON Schema of a message that boxes declare. */
final class DeclaredSchema {

    private static final int LONGEST_KEY = 100;
    private static final int LONGEST_TEXT = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeclaredSchema() {}

    static String text(String message, String description, String keyField, Collection<DeclaredField> fields) {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", message)
                .put("description", description)
                .put("type", "object")
                .put("additionalProperties", false);
        ArrayNode required = schema.putArray("required").add(keyField);
        ObjectNode properties = schema.putObject("properties");
        properties
                .putObject(keyField)
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", LONGEST_KEY)
                .put("description", "Names the case");
        fields.forEach(field -> {
            describe(field, properties.putObject(field.name()));
            if (field.required()) {
                required.add(field.name());
            }
        });
        return schema.toPrettyString();
    }

    private static void describe(DeclaredField field, ObjectNode property) {
        switch (field.kind()) {
            case TEXT, METER_POINT, PARTY, DEVICE ->
                property.put("type", "string").put("minLength", 1).put("maxLength", LONGEST_TEXT);
            case CHOICE -> field.choices().forEach(property.withArray("enum")::add);
            case WHOLE_NUMBER -> property.put("type", "integer");
            case DECIMAL -> property.put("type", "number");
            case MONEY -> property.put("type", "number").put("minimum", 0).put("description", "Pounds");
            case YES_NO -> property.put("type", "boolean");
            case DAY -> property.put("type", "string").put("format", "date").put("maxLength", 10);
            case INSTANT ->
                property.put("type", "string").put("format", "date-time").put("maxLength", 40);
        }
    }
}
