package org.meterflow.process.configuremeter;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.meterflow.calendar.BusinessCalendar;
import org.springframework.stereotype.Component;

/** The days on which no supply is switched off for lack of credit, beside weekends. */
@Component
class FriendlyDays {

    /** A meter keeps no more. */
    private static final int KEPT = 20;

    private static final int LOOKED_AHEAD = 365;

    private final BusinessCalendar calendar;
    private final Clock clock;

    FriendlyDays(BusinessCalendar calendar, Clock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * Each day, as the meter counts days, from today until so long from now, and the bank holidays of the year to come.
     *
     * @return in order, at most as many as a meter keeps
     */
    List<LocalDate> from(Duration protectedFor) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(now.plus(protectedFor), ZoneOffset.UTC);
        TreeSet<LocalDate> days =
                new TreeSet<>(today.datesUntil(last.plusDays(1)).limit(KEPT).toList());
        today.datesUntil(today.plusDays(LOOKED_AHEAD))
                .filter(this::isBankHoliday)
                .forEach(days::add);
        return days.stream().limit(KEPT).toList();
    }

    private boolean isBankHoliday(LocalDate day) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && !calendar.isWorkingDay(day);
    }
}
