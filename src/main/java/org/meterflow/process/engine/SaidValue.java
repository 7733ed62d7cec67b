package org.meterflow.process.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A property of a box with its <code>${…}</code> worked out. One that is nothing else is handed on as programs read it; within a sentence,
 * days and times are written as people read them.
 */
final class SaidValue {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{[^}]*}");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).withZone(LONDON);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.UK).withZone(LONDON);
    private static final DateTimeFormatter MIDNIGHT =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.UK).withZone(LONDON);

    private SaidValue() {}

    static String of(String written, VariableScope scope) {
        Matcher found = EXPRESSION.matcher(written);
        if (found.matches()) {
            return plain(value(written, scope));
        }
        return EXPRESSION
                .matcher(written)
                .replaceAll(part -> Matcher.quoteReplacement(inWords(value(part.group(), scope))));
    }

    /** A property that is XML: nothing that is worked out can become a part of its structure. */
    static String markup(String written, VariableScope scope) {
        return EXPRESSION
                .matcher(written)
                .replaceAll(part -> Matcher.quoteReplacement(escaped(plain(whole(value(part.group(), scope))))));
    }

    /** A service takes a whole number only as one: £23.40 in hundred thousandths is 2340000, and not 2340000.00. */
    private static @Nullable Object whole(@Nullable Object value) {
        return value instanceof BigDecimal number && number.stripTrailingZeros().scale() <= 0
                ? number.setScale(0, RoundingMode.UNNECESSARY)
                : value;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    private static @Nullable Object value(String expression, VariableScope scope) {
        return Context.getProcessEngineConfiguration()
                .getExpressionManager()
                .createExpression(expression)
                .getValue(scope);
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value == null ? "" : value.toString();
    }

    /** The beginning of a day in London stands for the day. */
    private static String inWords(@Nullable Object value) {
        if (value instanceof Date date) {
            boolean wholeDay = MIDNIGHT.format(date.toInstant()).equals("00:00:00");
            return (wholeDay ? DAY : TIME).format(date.toInstant());
        }
        return value instanceof Boolean yes ? (yes ? "yes" : "no") : plain(value);
    }
}
