package org.meterflow.door;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** A bucket for each sender: it fills steadily, and holds one burst. Each node has its own. */
public final class RateLimits {

    private static final double NANOS = 1e9;
    private static final int MANY = 10_000;

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final double rate;
    private final int burst;
    private final LongSupplier nanoTime;

    /** @param rate a second */
    public RateLimits(double rate, int burst, LongSupplier nanoTime) {
        this.rate = rate;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** @return zero when it may pass; otherwise how long the sender should wait */
    public Duration take(String sender) {
        forgetTheQuiet();
        return buckets.computeIfAbsent(sender, unseen -> new Bucket()).take(1);
    }

    /** Takes nothing. @return how long the sender should wait */
    public Duration wait(String sender) {
        Bucket bucket = buckets.get(sender);
        return bucket == null ? Duration.ZERO : bucket.take(0);
    }

    /** Gives back what was taken for something that turned out well. */
    public void giveBack(String sender) {
        Bucket bucket = buckets.get(sender);
        if (bucket != null) {
            bucket.give();
        }
    }

    /** Whose bucket is full again is like one who has never come. */
    private void forgetTheQuiet() {
        if (buckets.size() >= MANY) {
            buckets.values().removeIf(Bucket::isFull);
        }
    }

    /** For the seconds of a Retry-After. */
    public static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private final class Bucket {

        private double left = burst;
        private long filledAt = nanoTime.getAsLong();

        synchronized Duration take(int number) {
            fill();
            if (left < 1) {
                return Duration.ofNanos((long) Math.ceil((1 - left) / rate * NANOS));
            }
            left -= number;
            return Duration.ZERO;
        }

        synchronized void give() {
            left = Math.min(burst, left + 1);
        }

        synchronized boolean isFull() {
            fill();
            return left >= burst;
        }

        private void fill() {
            long now = nanoTime.getAsLong();
            left = Math.min(burst, left + (now - filledAt) / NANOS * rate);
            filledAt = now;
        }
    }
}
