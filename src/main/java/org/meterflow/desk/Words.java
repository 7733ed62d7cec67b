package org.meterflow.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z])([A-Z])");

    private static final Pattern CLASS_NAME = Pattern.compile("^(?:[\\w$]+\\.)+[\\w$]+: ");

    private static final Pattern RECORD = Pattern.compile("(?:[A-Z]\\w*\\[|\\{)(\\w+=.*)[\\]}]");

    private final Moments moments;
    private final ObjectMapper json;

    Words(Moments moments, ObjectMapper json) {
        this.moments = moments;
        this.json = json;
    }

    /** {@code intermediateTimerCatchEvent} and {@code MESSAGE} become "intermediate timer catch event", "message". */
    public String kind(String type) {
        return CAPITAL.matcher(type).replaceAll(" $1").toLowerCase(Locale.UK);
    }

    /** A failure's message without the name of the program's class in front. */
    public String reason(String failure) {
        return CLASS_NAME.matcher(failure).replaceFirst("");
    }

    /** What became of a message, as a person says it. */
    static String of(Verdict verdict) {
        return switch (verdict) {
            case STORED -> "Stored";
            case STARTED -> "Started a case";
            case CORRELATED -> "Taken by its case";
            case WAITING -> "Waits for its case";
            case NO_MATCH -> "No match";
            case BUSY -> "Case busy";
            case DUPLICATE -> "Duplicate";
            case REFUSED -> "Refused";
        };
    }

    /** {@link #of(Verdict)} for templates. */
    public String verdict(Verdict verdict) {
        return of(verdict);
    }

    /** Good, under way, or in need of a person: how a verdict is marked, besides its words. */
    public String tone(Verdict verdict) {
        return switch (verdict) {
            case STARTED, CORRELATED -> "mf-state--good";
            case STORED, WAITING, BUSY -> "mf-state--run";
            case DUPLICATE -> "";
            case NO_MATCH -> "mf-state--warn";
            case REFUSED -> "mf-state--bad";
        };
    }

    public String tone(OutboxState state) {
        return switch (state) {
            case SENT -> "mf-state--good";
            case PENDING -> "mf-state--run";
            case RETRYING, KEPT -> "mf-state--warn";
            case DEAD -> "mf-state--bad";
        };
    }

    public String tone(FileOutcome outcome) {
        return switch (outcome) {
            case LOADED -> "mf-state--good";
            case RECEIVED -> "mf-state--run";
            case QUARANTINED -> "mf-state--warn";
            case REFUSED, SET_ASIDE -> "mf-state--bad";
        };
    }

    public String file(FileOutcome outcome) {
        return switch (outcome) {
            case LOADED -> "Loaded";
            case RECEIVED -> "Being processed";
            case QUARANTINED -> "Waits for the one before";
            case REFUSED -> "Refused";
            case SET_ASIDE -> "Set aside";
        };
    }

    public String outbound(OutboxState state) {
        return switch (state) {
            case PENDING -> "About to leave";
            case RETRYING -> "Trying again";
            case SENT -> "Sent";
            case KEPT -> "Kept: no address";
            case DEAD -> "Given up";
        };
    }

    public String request(ServiceRequest.State state) {
        return switch (state) {
            case REFUSED -> "Refused";
            case DONE -> "Done";
            case SENT -> "On its way";
            case HELD -> "Held until its time";
            case HANDED_BACK -> "Handed to its user";
            case WAITING_AT_DEVICE -> "Waits at the device";
            case CANCELLED -> "Cancelled";
            case FAILED -> "Failed";
        };
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

    public String tone(ServiceRequest.State state) {
        return switch (state) {
            case DONE -> "mf-state--good";
            case SENT, HELD, HANDED_BACK, WAITING_AT_DEVICE -> "mf-state--run";
            case CANCELLED -> "";
            case REFUSED, FAILED -> "mf-state--bad";
        };
    }

    /**
     * What a timeline entry adds, for people: a message's content as a list of its fields, times as London says them.
     */
    public String detail(String text) {
        return withLondonTimes(fields(text)
                .map(fields -> fields.entrySet().stream()
                        .map(field -> kind(field.getKey()) + ": " + field.getValue())
                        .collect(Collectors.joining(" · ")))
                .orElse(text));
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
    public String fact(String value) {
        return switch (value) {
            case "true" -> "Yes";
            case "false" -> "No";
            default -> DAY.matcher(withLondonTimes(value)).replaceAll(Words::day);
        };
    }

    private static String day(MatchResult written) {
        try {
            return Moments.day(LocalDate.parse(written.group()));
        } catch (DateTimeParseException noSuchDay) {
            return written.group();
        }
    }

    /** Every time in the text that is written in UTC, as London says it. */
    public String withLondonTimes(String text) {
        return UTC_TIME.matcher(text).replaceAll(this::london);
    }

    private String london(MatchResult time) {
        return moments.full(Instant.parse(time.group()));
    }
}
