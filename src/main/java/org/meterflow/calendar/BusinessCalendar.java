package org.meterflow.calendar;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Days and hours as the market counts them: Europe/London, and working days without weekends and the bank holidays of
 * England and Wales (Smart Energy Code, "Working Day").
 */
@Component
public class BusinessCalendar {

    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm z", Locale.UK).withZone(LONDON);

    private final HolidayManager holidays =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.UNITED_KINGDOM));
    private final CalendarSettings settings;
    private final Clock clock;

    BusinessCalendar(CalendarSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    public LocalDate today() {
        return dayOf(clock.instant());
    }

    /** For sentences: "23 November 2026 at 14:07 GMT". */
    public static String inWords(Instant instant) {
        return TIME.format(instant);
    }

    /** "23 November 2026" */
    public static String inWords(LocalDate day) {
        return DAY.format(day);
    }

    /** The London day in which the instant falls. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(LONDON).toLocalDate();
    }

    /** When London clocks show this time on this day; in the hour that spring skips, the same minute an hour later. */
    public Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(LONDON).toInstant();
    }

    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(LONDON).toInstant();
    }

    public boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !settings.additionalHolidays().contains(day)
                && !holidays.isHoliday(day, "eng");
    }

    /** The n-th working day after the given day, which itself does not count; with 0, the day or the next working day. */
    public LocalDate plusWorkingDays(LocalDate day, int workingDays) {
        LocalDate result = onOrAfter(day);
        for (int left = workingDays; left > 0; left--) {
            result = onOrAfter((left == workingDays ? day : result).plusDays(1));
        }
        return result;
    }

    private LocalDate onOrAfter(LocalDate day) {
        return isWorkingDay(day) ? day : onOrAfter(day.plusDays(1));
    }
}
