package org.meterflow.messages;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.ClockMoved;
import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Finds what is stored but not delivered: after a crash, after a failure, or because its case was not yet waiting. */
@Component
class InboxPoller implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(InboxPoller.class);
    private static final int BATCH = 100;

    private final InboundMessages messages;
    private final InboxDeliveries deliveries;
    private final Clock clock;
    private final int threads;
    private final Loop loop;
    private volatile @Nullable ExecutorService workers;

    InboxPoller(InboundMessages messages, InboxDeliveries deliveries, MessagesSettings settings, Clock clock) {
        this.messages = messages;
        this.deliveries = deliveries;
        this.clock = clock;
        this.threads = settings.inbox().workers();
        this.loop = new Loop("inbox", settings.inbox().poll(), this::round);
    }

    /** Once the caller's transaction has committed, and not on the caller's thread. */
    void offerWaiting(String name, String key) {
        AfterCommit.run(() -> {
            ExecutorService running = workers;
            if (running != null) {
                submit(running, () -> messages.waiting(name, key).forEach(deliveries::deliverIfFree));
            }
        });
    }

    private boolean round() {
        ExecutorService running = workers;
        if (running == null) {
            return false;
        }
        List<String> due = messages.due(clock.instant(), BATCH);
        due.stream()
                .map(id -> submit(running, () -> deliveries.deliverIfDue(id)))
                .toList()
                .forEach(CompletableFuture::join);
        return due.size() == BATCH;
    }

    private static CompletableFuture<Void> submit(ExecutorService workers, Runnable work) {
        try {
            return CompletableFuture.runAsync(work, workers).exceptionally(failure -> {
                log.warn("The inbox will try again: {}", Reason.of(failure));
                return null;
            });
        } catch (RejectedExecutionException stopping) {
            return CompletableFuture.completedFuture(null);
        }
    }

    @EventListener
    void on(ClockMoved moved) {
        loop.wake();
    }

    @Override
    public void start() {
        workers = Executors.newFixedThreadPool(threads, work -> Loop.daemon(work, "inbox-delivery"));
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
                if (!stopping.awaitTermination(10, TimeUnit.SECONDS)) {
                    log.warn("Inbox deliveries are still running at shutdown");
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
