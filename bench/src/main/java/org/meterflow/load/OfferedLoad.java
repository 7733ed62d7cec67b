package org.meterflow.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.meterflow.load.Measurement.Work;

/**
 * So many of something each second, whether or not those before are done: what is late counts from when it was due.
 *
 * @param milliseconds from when each was due until it was done, in ascending order
 * @param passed until the last was done
 */
record OfferedLoad(String what, int perSecond, List<Double> milliseconds, Duration passed) {

    private static final int THREADS = 8;

    /** @throws IllegalStateException when one of them failed */
    static OfferedLoad of(String what, int perSecond, List<Work> all) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<CompletableFuture<Double>> done = new ArrayList<>();
            long start = System.nanoTime();
            for (Work one : all) {
                long due = start + done.size() * 1_000_000_000L / perSecond;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                done.add(CompletableFuture.supplyAsync(() -> sinceDue(one, due), threads));
            }
            List<Double> sorted =
                    done.stream().map(CompletableFuture::join).sorted().toList();
            return told(new OfferedLoad(what, perSecond, sorted, Duration.ofNanos(System.nanoTime() - start)));
        } finally {
            threads.shutdownNow();
        }
    }

    private static double sinceDue(Work work, long due) {
        try {
            work.run();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        return (System.nanoTime() - due) / 1e6;
    }

    private static OfferedLoad told(OfferedLoad load) {
        System.out.print(load.line());
        return load;
    }

    /** Of the ones that were offered each second, how many were done each second. */
    double reached() {
        return milliseconds.size() * 1e9 / passed.toNanos();
    }

    double at(double share) {
        return milliseconds.get((int) Math.min(milliseconds.size() - 1, Math.ceil(share * milliseconds.size()) - 1));
    }

    static String heading() {
        return String.format(
                Locale.ROOT, "%n%-49s%10s%10s%10s%10s%10s%n", "", "offered/s", "done/s", "median ms", "p95 ms", "p99 ms");
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-49s%10d%10.1f%10.1f%10.1f%10.1f%n",
                what,
                perSecond,
                reached(),
                at(0.5),
                at(0.95),
                at(0.99));
    }
}
