package org.meterflow.messages.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** A bucket of requests for each party: it fills steadily, and holds one burst. Each node has its own. */
class RateLimits {

    private static final double NANOS = 1e9;

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final int rate;
    private final int burst;
    private final LongSupplier nanoTime;

    RateLimits(int rate, int burst, LongSupplier nanoTime) {
        this.rate = rate;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** @return zero when the party's request may pass; otherwise how long it should wait */
    Duration take(String party) {
        return buckets.computeIfAbsent(party, unseen -> new Bucket()).take();
    }

    private final class Bucket {

        private double requests = burst;
        private long filledAt = nanoTime.getAsLong();

        synchronized Duration take() {
            long now = nanoTime.getAsLong();
            requests = Math.min(burst, requests + (now - filledAt) / NANOS * rate);
            filledAt = now;
            if (requests < 1) {
                return Duration.ofNanos((long) Math.ceil((1 - requests) / rate * NANOS));
            }
            requests--;
            return Duration.ZERO;
        }
    }
}
