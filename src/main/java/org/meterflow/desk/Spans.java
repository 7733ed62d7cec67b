package org.meterflow.desk;

import java.time.Duration;

/** How long something takes, as people say it. The browser counts on with the same words ({@code clocks.js}). */
final class Spans {

    private static final String MOMENT = "less than a minute";

    private Spans() {}

    /** In two units, never more than is meant: "1 hour 33 minutes", "2 days". */
    static String exactly(Duration span) {
        if (span.toMinutes() < 1) {
            return MOMENT;
        }
        return span.toDays() > 0
                ? both(count(span.toDays(), "day"), span.toHoursPart(), "hour")
                : both(span.toHours() > 0 ? count(span.toHours(), "hour") : "", span.toMinutesPart(), "minute");
    }

    /** In one unit, to the nearest: 47 hours 56 minutes are "2 days". */
    static String about(Duration span) {
        long minutes = span.toMinutes();
        if (minutes < 1) {
            return MOMENT;
        }
        if (minutes < 60) {
            return count(minutes, "minute");
        }
        long hours = Math.round(minutes / 60.0);
        return hours < 24 ? count(hours, "hour") : count(Math.round(minutes / 1440.0), "day");
    }

    private static String both(String large, long small, String unit) {
        if (small == 0) {
            return large;
        }
        return large.isEmpty() ? count(small, unit) : large + " " + count(small, unit);
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
