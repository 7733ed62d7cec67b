package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.OctetReader;

/** The hours in which a gas meter closes no valve for lack of credit, from the calendar published to it (GBCS GCS05). */
final class GasFriendlyHours {

    private static final int ENTRY = 3;
    private static final int DAYS_LOOKED_BACK = 8;
    private static final int START = 1;

    private final GasCalendar calendar;

    GasFriendlyHours(Memory memory) {
        this.calendar = new GasCalendar(memory, "friendly");
    }

    boolean areOn(Instant now) {
        LocalDateTime time = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        for (int age = 0; age < DAYS_LOOKED_BACK; age++) {
            int until = age == 0 ? time.getHour() * 60 + time.getMinute() : Integer.MAX_VALUE;
            Integer action = lastAction(time.toLocalDate().minusDays(age), until);
            if (action != null) {
                return action == START;
            }
        }
        return false;
    }

    /** What a day's profile says last up to a minute; null when it says nothing by then. */
    private @Nullable Integer lastAction(LocalDate date, int until) {
        Integer last = null;
        int latest = -1;
        OctetReader entries = calendar.entries(date);
        while (entries.remaining() >= ENTRY) {
            int minute = (int) entries.littleEndian(2, "a minute");
            int action = entries.u8("an action");
            if (minute <= until && minute >= latest) {
                latest = minute;
                last = action;
            }
        }
        return last;
    }
}
