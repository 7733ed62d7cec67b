package org.meterflow.process.drawn;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.kit.FieldKind;
import org.meterflow.process.kit.TaskField;

/** Facts as programs give them, in the texts that the fields of a form take; what cannot be is left for its check. */
final class FactTexts {

    private static final int MOST_DIGITS = 30;

    private FactTexts() {}

    static Map<String, String> ofValues(List<TaskField> fields, Map<String, ?> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (TaskField field : fields) {
            Object value = values.get(field.name());
            if (value != null) {
                texts.put(field.name(), fitting(field.kind(), FieldKind.written(value)));
            }
        }
        return texts;
    }

    static Map<String, String> ofJson(List<TaskField> fields, JsonNode data) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (TaskField field : fields) {
            JsonNode value = data.path(field.name());
            if (!value.isMissingNode() && !value.isNull()) {
                String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
                texts.put(field.name(), fitting(field.kind(), text));
            }
        }
        return texts;
    }

    /** @throws ArithmeticException when it has more digits than any fact, as 1e999999999 has */
    private static BigDecimal number(String text) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new ArithmeticException(text);
        }
        return number;
    }

    /** A day given as its first moment, a time with its offset, pounds with more or fewer decimals. */
    private static String fitting(FieldKind kind, String text) {
        try {
            return switch (kind) {
                case DAY ->
                    text.endsWith("Z")
                            ? LocalDate.ofInstant(Instant.parse(text), BusinessCalendar.LONDON)
                                    .toString()
                            : text;
                case INSTANT -> OffsetDateTime.parse(text).toInstant().toString();
                case MONEY -> number(text).setScale(2, RoundingMode.UNNECESSARY).toPlainString();
                case WHOLE_NUMBER -> number(text).toBigIntegerExact().toString();
                case DECIMAL -> number(text).toPlainString();
                default -> text;
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException unfit) {
            return text;
        }
    }
}
