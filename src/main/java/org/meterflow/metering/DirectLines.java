package org.meterflow.metering;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.database.DatabaseDown;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.DirectAnswers.Attempt;
import org.meterflow.metering.cosem.CosemFailure;
import org.meterflow.metering.cosem.CosemMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Conversations with meters outside GBCS: a few at a time, each on a thread of its own and never in a transaction. */
@Component
class DirectLines implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DirectLines.class);

    private final DirectAnswers answers;
    private final CosemMeters meters;
    private final Semaphore free;
    private volatile @Nullable ExecutorService threads;

    DirectLines(DirectAnswers answers, CosemMeters meters) {
        this.answers = answers;
        this.meters = meters;
        this.free = new Semaphore(meters.atOnce());
    }

    /** @param wake told the device when a conversation has ended: there is room for another */
    void turn(Consumer<Eui64> wake) {
        ExecutorService pool = threads;
        int room = free.availablePermits();
        if (pool == null || room == 0 || !meters.areThere()) {
            return;
        }
        for (Attempt attempt : answers.take(room)) {
            free.acquireUninterruptibly();
            try {
                pool.execute(() -> {
                    try {
                        talk(attempt);
                    } finally {
                        free.release();
                        wake.accept(attempt.device());
                    }
                });
            } catch (RejectedExecutionException stopping) {
                free.release();
            }
        }
    }

    private void talk(Attempt attempt) {
        try {
            answers.answered(attempt, meters.ask(attempt.device(), attempt.variant(), attempt.request()));
        } catch (CosemFailure failure) {
            log.info("Device {}: {}", attempt.device(), failure.reason());
            note(attempt, failure);
        } catch (RuntimeException failure) {
            log.warn(
                    "What device {} answered could not be recorded; it is asked again: {}",
                    attempt.device(),
                    failure.getMessage(),
                    DatabaseDown.surprise(failure));
        }
    }

    private void note(Attempt attempt, CosemFailure failure) {
        try {
            answers.failed(attempt, failure);
        } catch (RuntimeException alsoFailed) {
            log.warn("That could not be recorded: {}", alsoFailed.getMessage(), DatabaseDown.surprise(alsoFailed));
        }
    }

    @Override
    public void start() {
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newFixedThreadPool(meters.atOnce(), task -> {
            Thread thread = new Thread(task, "direct-meter-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void stop() {
        ExecutorService stopping = threads;
        threads = null;
        if (stopping != null) {
            stopping.shutdownNow();
            try {
                stopping.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    /** Before the dispatcher starts, and until it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
