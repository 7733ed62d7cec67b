package org.meterflow.registration;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;

/** A stretch of days with one supplier; {@code to} is the first day after it, null when it has no end. */
record Period(Mpid supplier, LocalDate from, @Nullable LocalDate to) {

    Period {
        if (to != null && !to.isAfter(from)) {
            throw new IllegalArgumentException(
                    "A registration of " + supplier + " cannot end on " + to + " when it begins on " + from);
        }
    }

    boolean covers(LocalDate day) {
        return !day.isBefore(from) && before(day, to);
    }

    boolean overlaps(Period other) {
        return before(from, other.to) && before(other.from, to);
    }

    Period until(LocalDate day) {
        return new Period(supplier, from, day);
    }

    static boolean before(LocalDate day, @Nullable LocalDate end) {
        return end == null || day.isBefore(end);
    }
}
