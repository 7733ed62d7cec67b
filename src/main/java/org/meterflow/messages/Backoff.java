package org.meterflow.messages;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double up to a limit, each shortened at random by up to half so that many who wait do not come at once. */
record Backoff(Duration first, Duration longest) {

    private static final int LARGEST_EXPONENT = 30;

    /** @param failures so far, from 1 */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(Math.max(failures - 1, 0), LARGEST_EXPONENT);
        long pause = Math.max(1, Math.min(doubled, longest.toMillis()));
        return Duration.ofMillis(pause - ThreadLocalRandom.current().nextLong(pause / 2 + 1));
    }
}
