package org.meterflow.gateway.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Which part of a device's log is read, counted from the day of the read; UTC (DUIS 5.4, ReadLogPeriodOffset).
 *
 * @param fromDays days, 0 or less
 * @param toDays days, 0 or less
 */
public record LogPeriod(int fromDays, LocalTime fromTime, int toDays, LocalTime toTime) {

    public Instant from(LocalDate day) {
        return day.plusDays(fromDays).atTime(fromTime).toInstant(ZoneOffset.UTC);
    }

    public Instant to(LocalDate day) {
        return day.plusDays(toDays).atTime(toTime).toInstant(ZoneOffset.UTC);
    }

    public boolean endsBeforeItBegins() {
        return to(LocalDate.EPOCH).isBefore(from(LocalDate.EPOCH));
    }
}
