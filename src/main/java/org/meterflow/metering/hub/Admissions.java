package org.meterflow.metering.hub;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * How many believed hubs a node lets in each second. After an outage all of them call at once; those that are too many are each
 * given a moment of their own to call again, one after the other.
 */
@Component
class Admissions {

    private static final long BURST = TimeUnit.SECONDS.toNanos(2);

    private final long between;
    private final long longest;
    private long greeted;
    private long promised;

    Admissions(HubSettings settings) {
        between = TimeUnit.SECONDS.toNanos(1) / settings.admissionsPerSecond();
        longest = settings.longestAbsence().toNanos();
        greeted = System.nanoTime();
        promised = greeted;
    }

    /**
     * @param now by {@link System#nanoTime}
     * @return how long a hub that calls now is to stay away; zero when it may come in
     */
    synchronized Duration absence(long now) {
        greeted = Math.max(greeted, now);
        if (greeted - now < BURST) {
            greeted += between;
            return Duration.ZERO;
        }
        promised = Math.min(Math.max(promised, greeted) + between, now + longest);
        return Duration.ofNanos(promised - now);
    }
}
