package org.meterflow.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.messages.MessageRefused.Fault;

/** What the log has no place for: the character NUL, half a surrogate pair, and times and numbers far from any that is meant. */
final class Keepable {

    private static final String NOT_TEXT = "holds a character that cannot be kept: U+0000, or half a surrogate pair";
    private static final String NO_NUMBER =
            "has more than 30 digits before or after the point, which no number here needs";
    private static final int MOST_DIGITS = 30;
    private static final int LONGEST_NAME = 255;
    private static final int REPLACEMENT = 0xFFFD;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Keepable() {}

    static List<Fault> faultsIn(String pointer, String text) {
        return isText(text) ? List.of() : List.of(new Fault(pointer, NOT_TEXT));
    }

    /** A name: other systems put it into addresses, headers and lines of text (CloudEvents 1.0, String). */
    static List<Fault> faultsInName(String pointer, String name) {
        if (name.length() > LONGEST_NAME) {
            return List.of(new Fault(pointer, "has more than " + LONGEST_NAME + " characters"));
        }
        return name.codePoints().anyMatch(Character::isISOControl)
                ? List.of(new Fault(pointer, "holds a line break or another control character"))
                : faultsIn(pointer, name);
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
        if (data.isNumber()) {
            return isNumber(data.decimalValue()) ? List.of() : List.of(new Fault(pointer, NO_NUMBER));
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

    /** A few characters can mean a number that fills the memory when it is written out: 1e999999999. */
    private static boolean isNumber(BigDecimal number) {
        return number.scale() <= MOST_DIGITS && (long) number.precision() - number.scale() <= MOST_DIGITS;
    }

    /** As much of a text as there is a place for, whatever it holds. */
    static String kept(String text, int longest) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), longest));
        text.codePoints()
                .limit(longest)
                .map(point -> isText(point) ? point : REPLACEMENT)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isText(String text) {
        return text.codePoints().allMatch(Keepable::isText);
    }

    private static boolean isText(int point) {
        return point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    }
}
