package org.meterflow;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Ends the program when its memory is gone. It could not even stop in good order then; whoever supervises it starts it again,
 * and what it had accepted is in the database. Java's own -XX:+ExitOnOutOfMemoryError does so at the first error; this is for
 * programs that were started without.
 */
final class MemoryWatch {

    /** As Java's own. */
    static final int STATUS = 3;

    private static final String FAREWELL = "The memory is gone, and the program ends. Give it more with -Xmx.";
    private static final long PAUSE = 2000;
    private static final int NEEDED = 256 * 1024;
    /** Three times in a row. */
    private static final int MOST_FAILURES = 3;
    /** Half a minute. */
    private static final int LONGEST_CLEANING = 15;

    private static final double MOST = 0.75;

    private static volatile byte @Nullable [] reserve;

    private int failures;
    private int rounds;
    private long cleanedBefore = millisOfCleaning();
    private long lookedAt = System.nanoTime();
    private volatile byte @Nullable [] proof;

    private MemoryWatch() {}

    static void begin() {
        reserve = new byte[NEEDED];
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "needed-to-end"));
        Thread.setDefaultUncaughtExceptionHandler(MemoryWatch::onDeathOf);
        Thread watch = new Thread(new MemoryWatch()::watch, "memory-watch");
        watch.setDaemon(true);
        watch.setPriority(Thread.MAX_PRIORITY);
        watch.start();
    }

    /** A thread that dies for want of memory leaves its work undone for good. */
    private static void onDeathOf(Thread thread, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                end();
            }
        }
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        failure.printStackTrace();
    }

    private void watch() {
        while (true) {
            try {
                Thread.sleep(PAUSE);
                look();
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable none) {
                failures++;
            }
            if (failures >= MOST_FAILURES || rounds >= LONGEST_CLEANING) {
                end();
            }
        }
    }

    private void look() {
        long cleaned = millisOfCleaning();
        long now = System.nanoTime();
        double share = (cleaned - cleanedBefore) * 1e6 / (now - lookedAt);
        rounds = share > MOST ? rounds + 1 : 0;
        cleanedBefore = cleaned;
        lookedAt = now;
        proof = new byte[NEEDED];
        proof = null;
        failures = 0;
    }

    private static long millisOfCleaning() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    /** Even this takes a little memory: what it needs was made ready at the beginning. */
    private static void end() {
        reserve = null;
        try {
            System.err.println(FAREWELL);
        } catch (Throwable notEvenForThat) {
            Runtime.getRuntime().halt(STATUS);
        }
        Runtime.getRuntime().halt(STATUS);
    }
}
