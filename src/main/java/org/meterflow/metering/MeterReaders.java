package org.meterflow.metering;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.meterflow.database.DatabaseDown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** A few threads that read stored messages, each in its own transaction, away from the network's threads. */
@Component
class MeterReaders implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MeterReaders.class);

    /** A message this old that nobody has read was left by a node that died. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(3);

    private static final int AT_ONCE = 500;

    private final MessageReading reading;
    private final MeterMessages rows;
    private final MeteringSettings settings;
    private final Set<Long> underway = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ScheduledExecutorService threads;

    MeterReaders(MessageReading reading, MeterMessages rows, MeteringSettings settings) {
        this.reading = reading;
        this.rows = rows;
        this.settings = settings;
    }

    void read(List<Long> messages) {
        ScheduledExecutorService pool = threads;
        if (pool != null) {
            messages.stream().filter(underway::add).forEach(id -> submit(pool, id));
        }
    }

    private void submit(ScheduledExecutorService pool, long id) {
        try {
            pool.execute(() -> readSafely(id));
        } catch (RejectedExecutionException stopping) {
            underway.remove(id);
        }
    }

    private void readSafely(long id) {
        try {
            reading.read(id);
        } catch (RuntimeException failure) {
            log.warn(
                    "Message {} from a device could not be dealt with; it is tried again: {}",
                    id,
                    failure.getMessage(),
                    DatabaseDown.surprise(failure));
            noteFailure(id, failure);
        } finally {
            underway.remove(id);
        }
    }

    private void noteFailure(long id, RuntimeException failure) {
        try {
            rows.failed(id, failure.toString());
        } catch (RuntimeException alsoFailed) {
            log.warn("Nor could that be noted", alsoFailed);
        }
    }

    private void lookForForgotten() {
        try {
            read(rows.forgotten(FORGOTTEN, AT_ONCE));
        } catch (RuntimeException failure) {
            log.warn(
                    "Could not look for unread messages from devices: {}",
                    failure.getMessage(),
                    DatabaseDown.surprise(failure));
        }
    }

    @Override
    public void start() {
        AtomicInteger count = new AtomicInteger();
        ScheduledExecutorService started = Executors.newScheduledThreadPool(settings.readers(), task -> {
            Thread thread = new Thread(task, "meter-reader-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        long every = settings.poll().toMillis();
        started.scheduleWithFixedDelay(this::lookForForgotten, 0, every, TimeUnit.MILLISECONDS);
        threads = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = threads;
        threads = null;
        if (stopping != null) {
            stopping.shutdownNow();
            try {
                stopping.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
        underway.clear();
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    /** Before the first hub can connect, and until after the last has gone. */
    @Override
    public int getPhase() {
        return 0;
    }
}
