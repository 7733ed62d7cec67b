package org.meterflow.process.retry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has steps tried again that failed for one cause.
 *
 * @param trial of one of them, to see whether the cause is mended
 * @param ended null while steps wait or run
 * @param left steps that wait or run
 */
public record FailureRetry(
        long id,
        String cause,
        String process,
        String element,
        String sentence,
        boolean trial,
        String reason,
        String askedBy,
        Instant askedAt,
        @Nullable Instant ended,
        long passed,
        long failed,
        long skipped,
        long left) {

    public long steps() {
        return passed + failed + skipped + left;
    }

    public long done() {
        return passed + failed + skipped;
    }

    /** A trial that shows that the cause is mended. */
    public boolean proves() {
        return trial && ended != null && passed > 0;
    }
}
