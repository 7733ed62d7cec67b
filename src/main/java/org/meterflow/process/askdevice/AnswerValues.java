package org.meterflow.process.askdevice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterflow.process.kit.PlacedStep;

/** A device's answer under names and in kinds that conditions of a diagram can read. */
final class AnswerValues {

    /** The reason of an outcome, beside which an answer's own value would not be found. */
    static final String REASON = "reason";

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,9})?");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*Z");

    /** Hex digits, which now and then look like a number. */
    private static final Set<String> TEXTS = Set.of("firmwareVersion");

    private AnswerValues() {}

    /** What has no name that begins with a letter, such as the rows of a log, is left to the page of the request. */
    static Map<String, Object> of(Map<String, String> answer) {
        Map<String, Object> values = new LinkedHashMap<>();
        answer.forEach((label, value) -> {
            String name = name(label);
            boolean readable = !name.isEmpty() && Character.isLetter(name.charAt(0)) && !value.isEmpty();
            if (readable && !name.equals(REASON) && !name.equals(PlacedStep.OUTCOME)) {
                values.putIfAbsent(name, TEXTS.contains(name) ? value : kind(value));
            }
        });
        return values;
    }

    /** {@code Supply state} is {@code supplyState}; {@code importKwh} stays. */
    static String name(String label) {
        StringBuilder name = new StringBuilder();
        Matcher words = WORD.matcher(label);
        while (words.find()) {
            String word = words.group();
            String first = word.substring(0, 1);
            name.append(name.isEmpty() ? first.toLowerCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT))
                    .append(word.substring(1));
        }
        return name.toString();
    }

    private static Object kind(String value) {
        if (NUMBER.matcher(value).matches()) {
            return new BigDecimal(value);
        }
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        return TIME.matcher(value).matches() ? instant(value) : value;
    }

    private static Object instant(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException none) {
            return value;
        }
    }
}
