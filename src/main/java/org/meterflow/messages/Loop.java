package org.meterflow.messages;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does its round when it is woken, and otherwise every so often. */
final class Loop {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration interval;
    private final BooleanSupplier round;
    private final Semaphore wake = new Semaphore(0);
    private volatile @Nullable Thread thread;

    /** @param round returns whether another should follow at once */
    Loop(String name, Duration interval, BooleanSupplier round) {
        this.name = name;
        this.interval = interval;
        this.round = round;
    }

    void start() {
        Thread started = daemon(this::run, name);
        thread = started;
        started.start();
    }

    /** A thread that does not keep a program alive whose start has failed. */
    static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void wake() {
        wake.release();
    }

    boolean running() {
        return thread != null;
    }

    /** Returns when the last round is over. */
    void stop() {
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            wake();
            try {
                stopping.join();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        boolean more = false;
        while (thread == Thread.currentThread()) {
            try {
                if (!more) {
                    boolean woken = wake.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS);
                    log.trace("{} {}", name, woken ? "woken" : "by itself");
                }
                wake.drainPermits();
                more = thread == Thread.currentThread() && round.getAsBoolean();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                more = false;
                log.warn("{} failed and will try again: {}", name, Reason.of(failure));
            }
        }
    }
}
