package org.meterflow.process.migration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has cases moved from one version of a diagram to another.
 *
 * @param ended null while cases wait to be moved
 */
public record Migration(
        long id,
        String process,
        int fromVersion,
        int toVersion,
        String reason,
        String askedBy,
        Instant askedAt,
        @Nullable Instant ended,
        long waiting,
        long moved,
        long left) {

    public long cases() {
        return waiting + moved + left;
    }
}
