package org.meterflow.gateway.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be asked, and when; all times are UTC.
 *
 * @param endsOn the last day on which it may run; null for no end
 * @param at the time of day
 * @param readerCertificate the user's key agreement certificate (DER), if the user sent it along
 * @param period which part of a log is read; null where it is no log
 */
public record Terms(
        Frequency frequency,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        LocalTime at,
        byte @Nullable [] readerCertificate,
        String serviceReference,
        String variant,
        @Nullable LogPeriod period) {

    /**
     * @param number from 0
     * @return empty after the last day
     */
    public Optional<Instant> occurrence(int number) {
        LocalDate day = frequency.day(startsOn, number);
        return endsOn != null && day.isAfter(endsOn)
                ? Optional.empty()
                : Optional.of(day.atTime(at).toInstant(ZoneOffset.UTC));
    }

    /** The number of the first occurrence that is not before this time, even one after the last day. */
    public int firstNotBefore(Instant time) {
        int number = 0;
        while (frequency
                .day(startsOn, number)
                .atTime(at)
                .toInstant(ZoneOffset.UTC)
                .isBefore(time)) {
            number++;
        }
        return number;
    }
}
