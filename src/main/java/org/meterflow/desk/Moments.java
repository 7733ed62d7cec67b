package org.meterflow.desk;

import static org.meterflow.calendar.BusinessCalendar.LONDON;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Times as people read them: London's, with zone, and how far away. Templates know it as {@code moments}. */
@Component
class Moments {

    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm z", Locale.UK);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss z", Locale.UK);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.UK);
    private static final Duration SOON = Duration.ofMinutes(30);

    private final Clock clock;

    Moments(Clock clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** "Mon 23 Nov 2026, 14:07 GMT" */
    public String full(Instant instant) {
        return FULL.format(instant.atZone(LONDON));
    }

    /** "23 Nov 2026, 14:07:31 GMT" */
    public String exact(Instant instant) {
        return EXACT.format(instant.atZone(LONDON));
    }

    /** "23 Nov 14:07" */
    public String brief(Instant instant) {
        return SHORT.format(instant.atZone(LONDON));
    }

    /** "23 Nov 2026" */
    public String day(Instant instant) {
        return DAY.format(instant.atZone(LONDON));
    }

    /** "Mon 23 Nov 2026" */
    static String day(LocalDate day) {
        return WEEKDAY.format(day);
    }

    /** "12 minutes ago" or "in 3 hours", to the nearest. */
    public String ago(Instant instant) {
        Duration gone = Duration.between(instant, clock.instant());
        return gone.isNegative() ? "in " + Spans.about(gone.negated()) : Spans.about(gone) + " ago";
    }

    /** "19 minutes left" or "2 hours 4 minutes overdue" */
    public String left(Instant due) {
        Duration left = Duration.between(clock.instant(), due);
        return left.isNegative() ? span(left.negated()) + " overdue" : span(left) + " left";
    }

    /** "overdue", "soon" (half an hour) or "fine": how a due time is marked, besides its words. */
    public String urgency(Instant due) {
        Duration left = Duration.between(clock.instant(), due);
        if (left.isNegative()) {
            return "overdue";
        }
        return left.compareTo(SOON) < 0 ? "soon" : "fine";
    }

    /** 93 minutes are "1 hour 33 minutes". */
    public String span(Duration duration) {
        return Spans.exactly(duration);
    }
}
