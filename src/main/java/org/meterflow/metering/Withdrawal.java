package org.meterflow.metering;

import java.time.Instant;

/** The date by which users withdraw what waits for its date: in the year 3000 (DUIS, ExecutionDateTime). */
final class Withdrawal {

    private static final Instant FROM = Instant.parse("3000-01-01T00:00:00Z");

    private Withdrawal() {}

    static boolean isMeantBy(Instant date) {
        return !date.isBefore(FROM);
    }
}
