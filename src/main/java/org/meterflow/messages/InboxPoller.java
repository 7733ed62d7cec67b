package org.meterflow.messages;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds what is stored but not delivered: after a crash, after a failure, or because its case was not yet waiting. */
@Component
class InboxPoller extends Poller {

    private static final Logger log = LoggerFactory.getLogger(InboxPoller.class);
    private static final int BATCH = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OpenMessages open;
    private final InboxDeliveries deliveries;
    private final Clock clock;

    InboxPoller(OpenMessages open, InboxDeliveries deliveries, MessagesSettings settings, Clock clock) {
        super("inbox", settings.inbox().poll(), settings.inbox().workers(), PATIENCE);
        this.open = open;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Once the caller's transaction has committed, and not on the caller's thread. */
    void offerWaiting(String name, String key) {
        AfterCommit.run(() -> workers()
                .ifPresent(
                        running -> submit(running, () -> open.waiting(name, key).forEach(deliveries::deliverIfFree))));
    }

    @Override
    boolean round(ExecutorService running) {
        List<String> due = open.due(clock.instant(), BATCH);
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
}
