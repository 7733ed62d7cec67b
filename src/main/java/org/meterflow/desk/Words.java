package org.meterflow.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.gateway.ServiceRequest;
import org.meterflow.messages.OutboxState;
import org.meterflow.messages.Verdict;
import org.meterflow.registration.FileOutcome;
import org.meterflow.simulator.Fault;
import org.meterflow.simulator.LastCommand;
import org.meterflow.simulator.Refusal;
import org.springframework.stereotype.Component;

/** Turns what machines write into what people read. Templates know it as {@code words}. */
@Component
class Words {

    private static final Pattern UTC_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?Z");
    private static final Pattern DAY = Pattern.compile("(?<![\\w-])\\d{4}-\\d\\d-\\d\\d(?![\\w-])");

    private static final Pattern CLASS_NAME = Pattern.compile("^(?:[\\w$]+\\.)+[\\w$]+: ");
    private static final Pattern RECORD = Pattern.compile("(?:[A-Z]\\w*\\[|\\{)(\\w+=.*)[\\]}]");

    private final Moments moments;
    private final ObjectMapper json;

    Words(Moments moments, ObjectMapper json) {
        this.moments = moments;
        this.json = json;
    }

    /** {@code notPresent} and {@code NOT_PRESENT} become "not present". */
    public String kind(String type) {
        return CodeWords.kind(type);
    }

    /** What sort of step an element of a diagram is. */
    public String step(String type) {
        return CodeWords.step(type);
    }

    /** A message's name, such as {@code switchRequested}, in words; a path or a number of a service stays. */
    public String message(String name) {
        return name.matches("[a-z]+([A-Z][a-z]*)*") ? CodeWords.sentence(name) : name;
    }

    /** A failure's message without the name of the program's class in front. */
    public String reason(String failure) {
        return CLASS_NAME.matcher(failure).replaceFirst("");
    }

    /** A sentence in which fields have their names, such as {@code switchId}. */
    public String hint(String sentence) {
        return CodeWords.withoutNames(sentence);
    }

    /** Why a message was judged so, with its name in words. */
    public String reason(@Nullable String why, String message) {
        return why == null ? "" : withLondonTimes(why.replace(message, message(message)));
    }

    public String verdict(Verdict verdict) {
        return StateWords.of(verdict);
    }

    public String tone(Verdict verdict) {
        return StateWords.tone(verdict);
    }

    public String outbound(OutboxState state) {
        return StateWords.of(state);
    }

    public String tone(OutboxState state) {
        return StateWords.tone(state);
    }

    public String file(FileOutcome outcome) {
        return StateWords.of(outcome);
    }

    public String tone(FileOutcome outcome) {
        return StateWords.tone(outcome);
    }

    public String request(ServiceRequest.State state) {
        return StateWords.of(state);
    }

    public String tone(ServiceRequest.State state) {
        return StateWords.tone(state);
    }

    public String fault(Fault fault) {
        return FaultWords.title(fault);
    }

    public String faultEffect(Fault fault) {
        return FaultWords.effect(fault);
    }

    public String refusal(Refusal refusal) {
        return FaultWords.refusal(refusal);
    }

    public String profile(String name) {
        return FaultWords.profile(name);
    }

    public String command(LastCommand last) {
        return FaultWords.command(last);
    }

    public String balance(BigDecimal pounds) {
        return FaultWords.balance(pounds);
    }

    /**
     * What a timeline entry adds, for people: a message's content as a list of its fields, times as London says them.
     */
    public String detail(String text) {
        return withLondonTimes(fields(text)
                .map(fields -> fields.entrySet().stream()
                        .map(field -> CodeWords.sentence(field.getKey()) + ": " + fact(field.getValue()))
                        .collect(Collectors.joining(" · ")))
                .orElseGet(() -> fact(text)));
    }

    /** A fact of a case: a text may be a message's content. */
    public String shown(Object value) {
        return value instanceof String text ? detail(text) : fact(value);
    }

    private Optional<Map<String, String>> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher written = RECORD.matcher(text);
        try {
            if (text.startsWith("{\"")) {
                json.readTree(text).properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
            } else if (written.matches()) {
                for (String pair : written.group(1).split(", (?=\\w+=)")) {
                    String[] parts = pair.split("=", 2);
                    fields.put(parts[0], parts[parts.length - 1]);
                }
            }
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
        return fields.isEmpty() && !text.equals("{}") ? Optional.empty() : Optional.of(fields);
    }

    private static String value(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }

    /** What a fact of a case is called: a value that a meter told has a program's name, such as {@code firmwareVersion}. */
    public String label(String fact) {
        return fact.matches("[a-z]+([A-Z][a-z]*)*") ? BranchReading.words(fact) : withLondonTimes(fact);
    }

    /** What a case knows, as people read it: days and London's times with the day of the week, yes and no. */
    public String fact(Object value) {
        if (value instanceof Boolean yes) {
            return yes ? "Yes" : "No";
        }
        if (value instanceof Instant instant) {
            return moments.full(instant);
        }
        if (value instanceof LocalDate day) {
            return Moments.day(day);
        }
        return value instanceof BigDecimal number ? number.toPlainString() : fact(value.toString());
    }

    /** What stands in a text: days and London's times with the day of the week, yes and no. */
    public String fact(String value) {
        return switch (value) {
            case "true" -> "Yes";
            case "false" -> "No";
            default -> withLondonTimes(CodeWords.said(value));
        };
    }

    private static String day(MatchResult written) {
        try {
            return Moments.day(LocalDate.parse(written.group()));
        } catch (DateTimeParseException noSuchDay) {
            return written.group();
        }
    }

    /** Every time in the text that is written in UTC, as London says it, and every day with its name. */
    public String withLondonTimes(String text) {
        return DAY.matcher(UTC_TIME.matcher(text).replaceAll(this::london)).replaceAll(Words::day);
    }

    private String london(MatchResult time) {
        return moments.full(Instant.parse(time.group()));
    }
}
