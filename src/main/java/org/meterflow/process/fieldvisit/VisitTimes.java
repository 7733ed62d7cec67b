package org.meterflow.process.fieldvisit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.springframework.stereotype.Component;

/** The times of visits. */
@Component
class VisitTimes {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
    private static final LocalTime CLOSE_OF_BUSINESS = LocalTime.of(17, 0);

    private final BusinessCalendar calendar;
    private final FieldVisitSettings settings;
    private final Clock clock;

    VisitTimes(BusinessCalendar calendar, FieldVisitSettings settings, Clock clock) {
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    Instant personsDeadline() {
        return calendar.at(
                calendar.plusWorkingDays(calendar.today(), settings.bookWithinWorkingDays()), CLOSE_OF_BUSINESS);
    }

    Optional<String> problem(SlotChoice choice, Visit visit) {
        LocalDate soon = calendar.plusWorkingDays(calendar.today(), settings.priorityWorkingDays());
        return choice.problem(
                clock.instant(),
                clock.instant().plus(settings.furthest()),
                visit.priority() ? calendar.startOf(soon.plusDays(1)) : null);
    }

    Instant end(Visit visit) {
        return visit.begins().plus(settings.slot());
    }

    Instant missedAt(Visit visit) {
        return end(visit).plus(settings.missedAfter());
    }

    Instant reminder(Visit visit) {
        LocalDate day = calendar.dayOf(visit.begins()).minusDays(settings.reminderDays());
        return orNever(calendar.at(day, settings.morning()), visit);
    }

    Instant morning(Visit visit) {
        return orNever(calendar.at(calendar.dayOf(visit.begins()), settings.morning()), visit);
    }

    /** What lies before the booking would say what the consumer has been told just now: it waits until the visit is over. */
    private Instant orNever(Instant due, Visit visit) {
        boolean needless = visit.bookedAt() != null && !due.isAfter(visit.bookedAt());
        return needless ? missedAt(visit).plus(Duration.ofDays(1)) : due;
    }

    boolean isFree(Visit visit, Instant cancelled) {
        return visit.slot() == null
                || !cancelled.plus(settings.freeCancellation()).isAfter(visit.slot());
    }

    /** For a consumer: on Monday 7 December 2026 between 08:00 and 12:00. */
    String inWords(Visit visit) {
        var from = visit.begins().atZone(BusinessCalendar.LONDON);
        return "on " + from.format(DAY) + " between " + from.format(TIME) + " and "
                + end(visit).atZone(BusinessCalendar.LONDON).format(TIME);
    }
}
