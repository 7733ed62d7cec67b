package org.meterflow.process.engine;

import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** The engine's dates as instants. */
final class Moment {

    private Moment() {}

    static @Nullable Instant of(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
