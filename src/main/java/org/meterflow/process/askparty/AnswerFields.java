package org.meterflow.process.askparty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a party has answered, field by field: text, a number, or yes and no, as it sent them. */
@Component
class AnswerFields {

    private final ObjectMapper json;

    AnswerFields(ObjectMapper json) {
        this.json = json;
    }

    Map<String, Object> of(String answer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        read(answer).properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (!field.getKey().equals("question")) {
                fields.put(
                        field.getKey(),
                        value.isNumber()
                                ? value.decimalValue()
                                : value.isBoolean() ? value.booleanValue() : value.asText());
            }
        });
        return fields;
    }

    String answer(String data) {
        return read(data).path(AskParty.ANSWER).asText();
    }

    /** For the story: {@code answered yes (reason: we serve it)}. */
    String inWords(String answer) {
        String more = of(answer).entrySet().stream()
                .filter(field -> !field.getKey().equals(AskParty.ANSWER))
                .map(field -> spaced(field.getKey()) + ": " + shown(field.getValue()))
                .collect(Collectors.joining("; "));
        return "answered “" + answer(answer) + "”" + (more.isEmpty() ? "" : " (" + more + ")");
    }

    private static String spaced(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.UK);
    }

    private static String shown(Object value) {
        return value instanceof Boolean yes ? (yes ? "yes" : "no") : value.toString();
    }

    private JsonNode read(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored answer is no JSON", broken);
        }
    }
}
