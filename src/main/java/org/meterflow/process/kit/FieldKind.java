package org.meterflow.process.kit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;

/** What may be answered in a field of a task, by the name that the modeller writes as its type. */
public enum FieldKind {
    TEXT("string"),
    CHOICE("enum"),
    WHOLE_NUMBER("long"),
    DECIMAL("decimal"),
    MONEY("money"),
    YES_NO("boolean"),
    DAY("date"),
    INSTANT("instant"),
    /** An MPAN or an MPRN, whether the platform knows it or not. */
    METER_POINT("meterPoint"),
    /** The id of a party that the platform knows. */
    PARTY("party"),
    /** A device's EUI-64. */
    DEVICE("device");

    private static final DateTimeFormatter AS_READ = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter AT_A_TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.UK).withZone(LONDON);
    private static final String WHOLE = "[+-]?\\d{1,15}";
    private static final String WITH_DECIMALS = "[+-]?\\d{1,15}(\\.\\d{1,9})?";
    private static final String POUNDS = "\\d{1,12}(\\.\\d{1,2})?";

    private final String type;

    FieldKind(String type) {
        this.type = type;
    }

    /** As the modeller writes it. */
    public String type() {
        return type;
    }

    public static Optional<FieldKind> of(String type) {
        return Stream.of(values()).filter(kind -> kind.type.equals(type)).findFirst();
    }

    public boolean isNumber() {
        return this == WHOLE_NUMBER || this == DECIMAL || this == MONEY;
    }

    boolean accepts(String typed) {
        return switch (this) {
            case TEXT, CHOICE, PARTY -> true;
            case METER_POINT -> isNamed(() -> new Mpxn(typed));
            case DEVICE -> isNamed(() -> Eui64.of(typed));
            case WHOLE_NUMBER -> typed.matches(WHOLE);
            case DECIMAL -> typed.matches(WITH_DECIMALS);
            case MONEY -> typed.matches(POUNDS);
            case YES_NO -> typed.equals("true") || typed.equals("false");
            case DAY -> isDay(typed);
            case INSTANT -> isInstant(typed);
        };
    }

    private static boolean isNamed(Supplier<Object> name) {
        try {
            return name.get() != null;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    private static boolean isDay(String typed) {
        try {
            int year = LocalDate.parse(typed).getYear();
            return year > 1900 && year < 2200;
        } catch (DateTimeParseException other) {
            return false;
        }
    }

    private static boolean isInstant(String typed) {
        try {
            return isDay(instant(typed).atZone(LONDON).toLocalDate().toString());
        } catch (DateTimeParseException other) {
            return false;
        }
    }

    /** People write the time of London, programs write UTC. */
    private static Instant instant(String typed) {
        return typed.endsWith("Z")
                ? Instant.parse(typed)
                : LocalDateTime.parse(typed).atZone(LONDON).toInstant();
    }

    /** What a person is asked to do instead. */
    String wanted() {
        return switch (this) {
            case TEXT -> "Enter text";
            case CHOICE, YES_NO -> "Select one of the answers";
            case WHOLE_NUMBER -> "Enter a whole number, like 12";
            case DECIMAL -> "Enter a number, like 12.5";
            case MONEY -> "Enter an amount in pounds, like 12.50";
            case DAY -> "Enter a real date";
            case INSTANT -> "Enter a real date and time";
            case METER_POINT -> "Enter an MPAN of 13 digits or an MPRN of 6 to 10 digits";
            case PARTY -> "Select a party";
            case DEVICE -> "Enter an EUI-64, like 90-B3-D5-1F-30-01-00-00";
        };
    }

    /** The same of a kind by its name; of one that there is not any more, the text. */
    static Object value(String type, String kept) {
        return of(type).<Object>map(kind -> kind.value(kept)).orElse(kept);
    }

    /** What is written in the fields that have a form of their own; empty for the others. */
    String example() {
        return switch (this) {
            case METER_POINT -> "An MPAN of 13 digits or an MPRN of 6 to 10 digits";
            case DEVICE -> "Its EUI-64, like 90-B3-D5-1F-30-01-00-00";
            default -> "";
        };
    }

    /** As conditions in a diagram compare it: text, a number, yes or no as a truth, a day. */
    public Object value(String kept) {
        return switch (this) {
            case TEXT, CHOICE, PARTY -> kept;
            case METER_POINT -> new Mpxn(kept).value();
            case DEVICE -> Eui64.of(kept).value();
            case WHOLE_NUMBER -> Long.valueOf(kept);
            case DECIMAL, MONEY -> new BigDecimal(kept);
            case YES_NO -> Boolean.valueOf(kept);
            case DAY -> LocalDate.parse(kept);
            case INSTANT -> instant(kept);
        };
    }

    /** The kind of a value that a step found out. */
    static FieldKind kindOf(Object value) {
        if (value instanceof Boolean) {
            return YES_NO;
        }
        if (value instanceof BigDecimal) {
            return DECIMAL;
        }
        if (value instanceof Number) {
            return WHOLE_NUMBER;
        }
        return value instanceof LocalDate ? DAY : value instanceof Instant ? INSTANT : TEXT;
    }

    /** A value as it is kept. */
    public static String written(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    String read(String kept) {
        return switch (this) {
            case YES_NO -> kept.equals("true") ? "Yes" : "No";
            case MONEY ->
                "£" + new BigDecimal(kept).setScale(2, RoundingMode.UNNECESSARY).toPlainString();
            case DAY -> LocalDate.parse(kept).format(AS_READ);
            case INSTANT -> AT_A_TIME.format(instant(kept));
            default -> kept;
        };
    }
}
