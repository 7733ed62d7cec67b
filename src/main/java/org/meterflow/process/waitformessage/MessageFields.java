package org.meterflow.process.waitformessage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.meterflow.calendar.BusinessCalendar;
import org.springframework.stereotype.Component;

/** What has come, field by field, each in the type that the box declares. */
@Component
class MessageFields {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.UK).withZone(BusinessCalendar.LONDON);

    private final ObjectMapper json;

    MessageFields(ObjectMapper json) {
        this.json = json;
    }

    Map<String, Object> of(Map<String, String> said, String data) {
        try {
            JsonNode node = json.readTree(data);
            Map<String, Object> values = new LinkedHashMap<>();
            DeclaredField.of(said)
                    .filter(field -> node.has(field.name()))
                    .forEach(field -> values.put(field.name(), value(field, node.path(field.name()))));
            return values;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored message is no JSON", broken);
        }
    }

    /** What a schema lets pass may still be no time that there is, such as the sixty-first second of a minute. */
    static boolean isReadable(DeclaredField field, JsonNode value) {
        try {
            value(field, value);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static Object value(DeclaredField field, JsonNode value) {
        return switch (field.kind()) {
            case TEXT, CHOICE, METER_POINT, PARTY, DEVICE -> value.asText();
            case WHOLE_NUMBER, DECIMAL, MONEY -> value.decimalValue();
            case YES_NO -> value.booleanValue();
            case DAY -> LocalDate.parse(value.asText());
            case INSTANT -> OffsetDateTime.parse(value.asText()).toInstant();
        };
    }

    String inWords(Map<String, Object> values) {
        return values.isEmpty()
                ? "it"
                : values.entrySet().stream()
                        .map(field -> spaced(field.getKey()) + ": " + shown(field.getValue()))
                        .collect(Collectors.joining("; "));
    }

    private static String spaced(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.UK);
    }

    private static String shown(Object value) {
        if (value instanceof LocalDate day) {
            return DAY.format(day);
        }
        if (value instanceof Instant time) {
            return TIME.format(time);
        }
        return value instanceof Boolean yes ? (yes ? "yes" : "no") : value.toString();
    }
}
