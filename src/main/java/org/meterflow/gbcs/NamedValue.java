package org.meterflow.gbcs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A value a device sent, under a name a person understands.
 *
 * @param value in the unit, scaled, as text: a number, a time (UTC), a word; empty where only the children say something
 * @param unit {@code kWh}, {@code GBP}, {@code s} …; empty where there is none
 * @param children the parts of a structure or the rows of a log
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NamedValue(String name, String value, String unit, List<NamedValue> children) {

    public NamedValue {
        children = List.copyOf(children);
    }

    public static NamedValue of(String name, String value) {
        return new NamedValue(name, value, "", List.of());
    }

    public static NamedValue of(String name, String value, String unit) {
        return new NamedValue(name, value, unit, List.of());
    }

    /** @param unitAndDigits a unit, and after a blank how many decimal places are to be set off */
    static NamedValue quantity(String name, String unitAndDigits, long value) {
        int blank = unitAndDigits.indexOf(' ');
        int digits = blank < 0 ? 0 : Integer.parseInt(unitAndDigits.substring(blank + 1));
        String unit = blank < 0 ? unitAndDigits : unitAndDigits.substring(0, blank);
        return of(name, BigDecimal.valueOf(value, digits).toPlainString(), unit);
    }

    public static NamedValue group(String name, List<NamedValue> children) {
        return new NamedValue(name, "", "", children);
    }

    public NamedValue named(String newName) {
        return new NamedValue(newName, value, unit, children);
    }

    /** The first child of this name. */
    public Optional<NamedValue> child(String wanted) {
        return children.stream().filter(one -> one.name.equals(wanted)).findFirst();
    }
}
