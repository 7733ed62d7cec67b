package org.meterflow.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.RequestPart;

/** A log a meter keeps of its registers. */
public enum ReadingLog {
    /** the registers as they stood at each midnight (UTC) */
    DAILY_READS("4.6.1", Duration.ofDays(1)),
    DAILY_EXPORT_READS("4.6.2", Duration.ofDays(1)),
    /** what was used in each day */
    DAILY_CONSUMPTION("4.17", Duration.ofDays(1)),
    HALF_HOURLY_IMPORT("4.8.1", Duration.ofMinutes(30)),
    HALF_HOURLY_REACTIVE_IMPORT("4.8.2", Duration.ofMinutes(30)),
    HALF_HOURLY_EXPORT("4.8.3", Duration.ofMinutes(30));

    private final String variant;
    private final Duration step;

    ReadingLog(String variant, Duration step) {
        this.variant = variant;
        this.step = step;
    }

    /** From one row to the next. */
    public Duration step() {
        return step;
    }

    boolean isHalfHourly() {
        return step.compareTo(Duration.ofDays(1)) < 0;
    }

    static Optional<ReadingLog> ofVariants(List<String> variants) {
        return Arrays.stream(values())
                .filter(log -> variants.contains(log.variant))
                .findFirst();
    }

    /** @param to the last moment of the period */
    MeterRequest read(Instant from, Instant to) {
        if (this == DAILY_READS) {
            return new MeterRequest.ReadDailyLog(from, to);
        }
        return new MeterRequest.OfService(
                variant,
                RequestPart.of(
                        "ReadLog",
                        RequestPart.of(
                                "ReadLogPeriod",
                                RequestPart.text("StartDateTime", from.toString()),
                                RequestPart.text("EndDateTime", to.toString()))));
    }
}
