package org.meterflow.gateway;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.ClockMoved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks again and again whether something is due, and has it taken up, piece by piece. */
@Component
class DueRounds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DueRounds.class);

    private final List<DueWork> works;
    private final TransactionTemplate transaction;
    private final GatewaySettings settings;
    private volatile @Nullable ScheduledExecutorService rounds;

    DueRounds(List<DueWork> works, TransactionTemplate transaction, GatewaySettings settings) {
        this.works = works;
        this.transaction = transaction;
        this.settings = settings;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(DueRounds::thread);
        long pause = settings.heldRequestsEvery().toMillis();
        started.scheduleWithFixedDelay(this::takeUpAllDue, pause, pause, TimeUnit.MILLISECONDS);
        rounds = started;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "due-requests");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = rounds;
        rounds = null;
        if (stopping != null) {
            stopping.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }

    /** In turn, so that much of one kind of work does not keep the others waiting. */
    private void takeUpAllDue() {
        List<DueWork> busy = works;
        while (!busy.isEmpty()) {
            busy = busy.stream().filter(this::hasTakenUp).toList();
        }
    }

    private boolean hasTakenUp(DueWork work) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> work.takeUpNext()));
        } catch (RuntimeException failure) {
            log.warn("What is due could not be taken up, and will be tried again: {}", failure.toString());
            return false;
        }
    }

    @EventListener
    void on(ClockMoved moved) {
        ScheduledExecutorService running = rounds;
        if (running != null) {
            running.execute(this::takeUpAllDue);
        }
    }
}
