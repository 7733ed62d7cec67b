package org.meterflow.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * What a schema finds wrong, in plain sentences for programs and people. A schema says it in its own words with
 * {@code errorMessage} beside the rules of a field.
 *
 * @param schema where the own words are looked up
 */
record SchemaFaults(JsonNode schema) {

    static final String OWN_WORDS = "errorMessage";

    /** A field that is missing or too many is reported at its own place, not at its parent's; each sentence once. */
    List<MessageRefused.Fault> of(Iterable<ValidationMessage> found) {
        return StreamSupport.stream(found.spliterator(), false)
                .map(this::fault)
                .distinct()
                .toList();
    }

    private MessageRefused.Fault fault(ValidationMessage found) {
        String at = found.getInstanceLocation().toString();
        String property = found.getProperty();
        boolean own =
                property != null && List.of("required", "additionalProperties").contains(found.getType());
        return new MessageRefused.Fault(own ? at + "/" + escaped(property) : at, sentence(found, at));
    }

    private static String escaped(String property) {
        return property.replace("~", "~0").replace("/", "~1");
    }

    private String sentence(ValidationMessage found, String at) {
        if (found.getType().equals("required")) {
            return "is required";
        }
        String rule = found.getSchemaLocation().getFragment().toString();
        JsonNode words =
                schema.at(rule.substring(0, Math.max(0, rule.lastIndexOf('/')))).path(OWN_WORDS);
        return words.isTextual() ? words.asText() : generally(found, at);
    }

    private static String generally(ValidationMessage found, String at) {
        JsonNode rule = Objects.requireNonNullElse(found.getSchemaNode(), MissingNode.getInstance());
        return switch (found.getType()) {
            case "additionalProperties" -> "Remove this field: the message has no such field";
            case "type" -> "Enter " + kind(rule.asText("another kind of value"));
            case "enum" -> "Enter " + choice(rule);
            case "minimum" -> "Enter " + rule.asText() + " or more";
            case "maximum" -> "Enter " + rule.asText() + " or less";
            case "minLength" -> rule.asInt() == 1 ? "Enter a value" : "Enter at least " + rule.asText() + " characters";
            case "maxLength" -> "Enter at most " + rule.asText() + (rule.asInt() == 1 ? " character" : " characters");
            case "format" -> "Enter a valid " + rule.asText();
            case "pattern" -> "Enter a value that fits the pattern " + rule.asText();
            default -> library(found, at);
        };
    }

    private static String kind(String type) {
        return switch (type) {
            case "string" -> "text";
            case "number" -> "a number";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "object" -> "an object";
            case "array" -> "a list";
            default -> type;
        };
    }

    private static String choice(JsonNode values) {
        List<String> names = StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        int last = names.size() - 1;
        return last < 1 ? String.join("", names) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static String library(ValidationMessage found, String at) {
        String prefix = at + ": ";
        String message = found.getMessage();
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}
