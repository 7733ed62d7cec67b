package org.meterflow.gateway.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
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

    /** From a row of the schedules. */
    static LogPeriod read(ResultSet row) throws SQLException {
        return new LogPeriod(
                row.getInt("log_from_days"),
                row.getObject("log_from_time", LocalTime.class),
                row.getInt("log_to_days"),
                row.getObject("log_to_time", LocalTime.class));
    }
}
