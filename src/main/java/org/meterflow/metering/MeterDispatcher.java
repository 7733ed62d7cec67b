package org.meterflow.metering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.database.DatabaseDown;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandSending.Outgoing;
import org.meterflow.metering.hub.HubLines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps the queues moving: at once when a device may have its turn, and every now and then for whatever nobody told it
 * of, such as commands queued by another node.
 */
@Component
class MeterDispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MeterDispatcher.class);

    private final CommandSending sending;
    private final CommandDeadlines deadlines;
    private final DirectLines direct;
    private final HubLines lines;
    private final MeteringSettings settings;
    private final BlockingQueue<Eui64> awake = new LinkedBlockingQueue<>();
    private final BlockingQueue<Outgoing> returned = new LinkedBlockingQueue<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    MeterDispatcher(
            CommandSending sending,
            CommandDeadlines deadlines,
            DirectLines direct,
            HubLines lines,
            MeteringSettings settings) {
        this.sending = sending;
        this.deadlines = deadlines;
        this.direct = direct;
        this.lines = lines;
        this.settings = settings;
    }

    /** This device may have its turn, as soon as the present transaction is committed. */
    void wake(Eui64 device) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            awake.add(device);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                awake.add(device);
            }
        });
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(HubConnected connected) {
        awake.addAll(connected.devices());
    }

    @Override
    public void start() {
        running = true;
        Thread started = new Thread(this::run, "meter-dispatcher");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    private void run() {
        long poll = settings.poll().toNanos();
        long nextRound = System.nanoTime();
        while (running) {
            try {
                long left = nextRound - System.nanoTime();
                Eui64 first = left > 0 ? awake.poll(left, TimeUnit.NANOSECONDS) : null;
                if (first == null) {
                    round();
                    nextRound = System.nanoTime() + poll;
                } else {
                    sendFor(alsoAwake(first));
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                log.warn(
                        "The meters' queue could not be worked on; it is tried again: {}",
                        failure.getMessage(),
                        DatabaseDown.surprise(failure));
                nextRound = System.nanoTime() + poll;
            }
        }
    }

    private Set<Eui64> alsoAwake(Eui64 first) {
        List<Eui64> others = new ArrayList<>();
        awake.drainTo(others, settings.batch() - 1);
        Set<Eui64> devices = new HashSet<>(others);
        devices.add(first);
        return devices;
    }

    private void round() {
        List<Outgoing> back = new ArrayList<>();
        returned.drainTo(back);
        back.forEach(sending::returned);
        while (running && deadlines.watchAttempts()) {
            log.debug("Many attempts went unanswered");
        }
        while (running && deadlines.watchQueue()) {
            log.debug("Many commands are overdue");
        }
        while (running && deadlines.watchDates()) {
            log.debug("Many commands were to take effect, and nobody knows whether they did");
        }
        sendFor(null);
    }

    private void sendFor(@Nullable Collection<Eui64> devices) {
        List<Outgoing> batch;
        do {
            batch = sending.take(devices);
            batch.forEach(this::send);
        } while (running && batch.size() >= settings.batch());
        direct.turn(this::wake);
    }

    private void send(Outgoing outgoing) {
        lines.send(outgoing.hub(), outgoing.message(), () -> returned.add(outgoing));
    }

    @Override
    public void stop() {
        running = false;
        Thread stopping = thread;
        if (stopping != null) {
            stopping.interrupt();
            try {
                stopping.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
