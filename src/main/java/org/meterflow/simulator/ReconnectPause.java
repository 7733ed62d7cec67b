package org.meterflow.simulator;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long a hub waits before it connects again: longer with each failure, and never the same for all hubs. */
final class ReconnectPause {

    private final long shortest;
    private final long longest;
    private int failures;
    private @Nullable Duration told;

    ReconnectPause(FleetSettings settings) {
        this.shortest = settings.shortestPause().toMillis();
        this.longest = settings.longestPause().toMillis();
    }

    /** The head-end has taken the hub. */
    void reset() {
        failures = 0;
    }

    /** The head-end knows better than the hub when there is room for it: once. */
    void tell(Duration absence) {
        told = absence;
    }

    Duration next() {
        Duration absence = told;
        told = null;
        if (absence != null) {
            return absence;
        }
        long doubled = shortest << Math.min(failures, 20);
        failures++;
        long pause = Math.min(longest, doubled);
        return Duration.ofMillis(pause - ThreadLocalRandom.current().nextLong(pause / 2 + 1));
    }
}
