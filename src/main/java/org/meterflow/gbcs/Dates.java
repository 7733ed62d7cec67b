package org.meterflow.gbcs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dates of requests in the forms of messages: at once, at a time, or never, which withdraws (GBCS 9.2.2). */
final class Dates {

    static final long GAS_NEVER = 0xFFFFFFFFL;

    private static final String EXECUTION = "ExecutionDateTime";

    /** Users write the last day of the year 3000 to withdraw what waits for its date. */
    private static final Instant WITHDRAWN_FROM = Instant.parse("3000-01-01T00:00:00Z");

    private Dates() {}

    /** @return null for at once */
    static @Nullable Instant execution(RequestPart request) {
        Optional<String> text = request.value(EXECUTION);
        return text.map(Dates::instant).orElse(null);
    }

    static boolean isCancelled(RequestPart request) {
        Instant time = execution(request);
        return time != null && isNever(time);
    }

    static boolean isNever(Instant time) {
        return !time.isBefore(WITHDRAWN_FROM);
    }

    static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException wrong) {
            throw new MissingParameter("'%s' is not a date and time".formatted(text));
        }
    }

    static Octets dlms(@Nullable Instant time) {
        if (time == null) {
            return DlmsTime.NOW;
        }
        return isNever(time) ? DlmsTime.NEVER : DlmsTime.encode(time);
    }

    /** Seconds since 2000: 0 for at once, the given number for never. */
    static long gas(@Nullable Instant time, long never) {
        if (time == null) {
            return 0;
        }
        return isNever(time) ? never : DlmsTime.secondsSince2000(time);
    }
}
