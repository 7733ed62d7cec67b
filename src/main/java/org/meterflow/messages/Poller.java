package org.meterflow.messages;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.ClockMoved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/** Looks for what is due, when it is woken and every so often, and has it done by workers of this node. */
abstract class Poller implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Poller.class);

    private final String name;
    private final int threads;
    private final Duration patience;
    private final Loop loop;
    private volatile @Nullable ExecutorService workers;

    /** @param patience how long work that has begun may take when the node stops */
    Poller(String name, Duration interval, int threads, Duration patience) {
        this.name = name;
        this.threads = threads;
        this.patience = patience;
        this.loop = new Loop(name, interval, () -> workers().map(this::round).orElse(false));
    }

    /** @return whether another round should follow at once */
    abstract boolean round(ExecutorService running);

    /** None while the node does not run. */
    Optional<ExecutorService> workers() {
        return Optional.ofNullable(workers);
    }

    void wake() {
        loop.wake();
    }

    @EventListener
    void on(ClockMoved moved) {
        wake();
    }

    @Override
    public void start() {
        workers = Executors.newFixedThreadPool(threads, work -> Loop.daemon(work, name + "-worker"));
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
        ExecutorService stopping = workers;
        workers = null;
        if (stopping != null) {
            stopping.shutdown();
            try {
                if (!stopping.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    log.warn("The {} is still at work at shutdown", name);
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return loop.running();
    }
}
