package org.meterflow.gateway.schedule;

import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;

/** How often a schedule runs (DUIS 5.4, ScheduleFrequency). */
public enum Frequency {
    DAILY("Daily", Period.ofDays(1)),
    WEEKLY("Weekly", Period.ofWeeks(1)),
    MONTHLY("Monthly", Period.ofMonths(1)),
    QUARTERLY("Quarterly", Period.ofMonths(3)),
    HALF_YEARLY("Half-Yearly", Period.ofMonths(6)),
    YEARLY("Yearly", Period.ofYears(1));

    private final String label;
    private final Period step;

    Frequency(String label, Period step) {
        this.label = label;
        this.step = step;
    }

    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when the schema has no such frequency */
    public static Frequency of(String label) {
        return Arrays.stream(values())
                .filter(one -> one.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is not a frequency"));
    }

    /** The 31st of a month is the last of a shorter one, and the 31st again after it. */
    LocalDate day(LocalDate first, int occurrence) {
        return first.plus(step.multipliedBy(occurrence));
    }
}
