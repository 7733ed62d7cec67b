package org.meterflow.metering;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that stores what arrives, as many at once as have come meanwhile, and tries again until it is stored. */
final class Batches<T> {

    private static final Logger log = LoggerFactory.getLogger(Batches.class);
    private static final int MOST_WAITING = 10_000;

    private final String name;
    private final int size;
    private final Consumer<List<T>> store;
    private final BlockingQueue<T> arrivals = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean running;
    private @Nullable Thread thread;

    Batches(String name, int size, Consumer<List<T>> store) {
        this.name = name;
        this.size = size;
        this.store = store;
    }

    /** Waits while too many others do. */
    void put(T arrival) {
        try {
            arrivals.put(arrival);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    void start() {
        running = true;
        Thread started = new Thread(this::run, name);
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    private void run() {
        List<T> batch = new ArrayList<>();
        while (running || !batch.isEmpty()) {
            try {
                if (batch.isEmpty()) {
                    batch.add(arrivals.take());
                    arrivals.drainTo(batch, size - 1);
                }
                store.accept(List.copyOf(batch));
                batch.clear();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                log.warn("{}: {} arrivals could not be stored; they are tried again", name, batch.size(), failure);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    void stop() {
        running = false;
        Thread stopping = thread;
        if (stopping != null) {
            stopping.interrupt();
        }
        thread = null;
    }

    boolean isRunning() {
        return running;
    }
}
