package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers in gas messages that code a choice or a time of day, in words. */
final class GasCodes {

    private static final List<String> TIMEBASES = List.of("minutes", "days", "weeks", "months");
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    private GasCodes() {}

    static String timebase(long type) {
        int unit = (int) type & 0x0F;
        return unit < TIMEBASES.size() ? TIMEBASES.get(unit) : "timebase " + unit;
    }

    static String digits(long value) {
        long places = value >> 4;
        return places + (places == 1 ? " decimal place" : " decimal places");
    }

    static String clock(long minutes) {
        return minutes >= MINUTES_OF_A_DAY
                ? String.valueOf(minutes)
                : String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    static String log(long controlAndLog) {
        return GasUnits.word("0709.logId", controlAndLog & 0x0F) + (controlAndLog >> 4 == 0 ? "" : ", with details");
    }

    /** What is done about an event: where it is noted, and who is told. */
    static String behaviour(int bits) {
        List<String> done = new ArrayList<>();
        if ((bits & 0x07) != 0) {
            done.add("log " + GasUnits.word("0709.logId", bits & 0x07));
        }
        if ((bits & 0x08) != 0) {
            done.add("alert to the supplier");
        }
        if ((bits & 0x10) != 0) {
            done.add("alert in the home");
        }
        if ((bits & 0x60) != 0) {
            done.add("alarm");
        }
        return done.isEmpty() ? "nothing" : String.join(", ", done);
    }
}
