package org.meterflow.process.configuremeter;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Elements of DUIS, as text. */
final class Markup {

    private static final int POUNDS = 5;
    private static final int DAYS = 7;

    private Markup() {}

    static String element(String name, Object value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }

    /** Of what people have written. */
    static String text(String name, String written) {
        return element(name, written.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    static String indexed(String name, int index, Object value) {
        return "<%s index=\"%s\">%s</%s>".formatted(name, index, value, name);
    }

    /** In hundred-thousandths of a pound. */
    static String pounds(String name, BigDecimal amount) {
        return element(name, hundredThousandths(amount));
    }

    static long hundredThousandths(BigDecimal amount) {
        return amount.movePointRight(POUNDS).longValue();
    }

    static String time(String name, LocalTime time) {
        return element(name, time.truncatedTo(ChronoUnit.MINUTES) + ":00Z");
    }

    /** Monday to Friday have the first day, Saturday and Sunday the second. */
    static String week(int workingDay, int restDay) {
        return IntStream.rangeClosed(1, DAYS)
                .mapToObj(day -> indexed("ReferencedDayName", day, day < DAYS - 1 ? workingDay : restDay))
                .collect(Collectors.joining());
    }
}
