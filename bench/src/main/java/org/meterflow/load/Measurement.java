package org.meterflow.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many of something were done in a second, in each of several rounds. */
record Measurement(String what, List<Double> perSecond) {

    private static final int THREADS = 4;

    /** One thing to be done. */
    interface Work {
        void run() throws Exception;
    }

    /** A round: does so many, and says how long that took. */
    interface Round {
        Duration of(int count) throws Exception;
    }

    /** A first round warms up and does not count. */
    static Measurement of(String what, int rounds, int count, Round round) throws Exception {
        List<Double> perSecond = new ArrayList<>();
        for (int number = 0; number <= rounds; number++) {
            double found = rate(count, round.of(count));
            if (number > 0) {
                perSecond.add(found);
            }
        }
        return told(new Measurement(what, perSecond.stream().sorted().toList()));
    }

    static Measurement once(String what, int count, Round round) throws Exception {
        return told(new Measurement(what, List.of(rate(count, round.of(count)))));
    }

    private static double rate(int count, Duration passed) {
        return count * 1e9 / passed.toNanos();
    }

    private static Measurement told(Measurement measurement) {
        System.out.print(measurement.line());
        return measurement;
    }

    /** On four threads. */
    static Duration time(List<Work> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> calls = work.stream()
                    .<Callable<Void>>map(one -> () -> {
                        one.run();
                        return null;
                    })
                    .toList();
            long started = System.nanoTime();
            for (Future<Void> call : threads.invokeAll(calls)) {
                call.get();
            }
            return Duration.ofNanos(System.nanoTime() - started);
        } finally {
            threads.shutdownNow();
        }
    }

    double median() {
        int middle = perSecond.size() / 2;
        return perSecond.size() % 2 == 1
                ? perSecond.get(middle)
                : (perSecond.get(middle - 1) + perSecond.get(middle)) / 2;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-49s%10.1f%10.1f%10.1f%10d%n",
                what,
                median(),
                perSecond.get(0),
                perSecond.get(perSecond.size() - 1),
                perSecond.size());
    }
}
