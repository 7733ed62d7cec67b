package org.meterflow.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.messages.MessageRefused.Fault;

/** What the log has no place for: the character NUL, half a surrogate pair, and times far from any that is meant. */
final class Keepable {

    private static final String NOT_TEXT = "holds a character that cannot be kept: U+0000, or half a surrogate pair";
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Keepable() {}

    static List<Fault> faultsIn(String pointer, String text) {
        return isText(text) ? List.of() : List.of(new Fault(pointer, NOT_TEXT));
    }

    static List<Fault> faultsIn(String pointer, Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST)
                ? List.of(new Fault(pointer, "is not between the years 1 and 9999"))
                : List.of();
    }

    /** Each at its own place. */
    static List<Fault> faultsIn(String pointer, JsonNode data) {
        if (data.isTextual()) {
            return faultsIn(pointer, data.textValue());
        }
        List<Fault> faults = new ArrayList<>();
        data.properties().forEach(field -> {
            faults.addAll(faultsIn(pointer, field.getKey()));
            faults.addAll(faultsIn(pointer + "/" + field.getKey(), field.getValue()));
        });
        for (int number = 0; data.isArray() && number < data.size(); number++) {
            faults.addAll(faultsIn(pointer + "/" + number, data.get(number)));
        }
        return faults;
    }

    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }
}
