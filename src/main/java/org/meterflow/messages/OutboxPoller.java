package org.meterflow.messages;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.ClockMoved;
import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives each lane that has something to send to a worker of this node, if no other node has it. */
@Component
class OutboxPoller implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxPoller.class);

    private final OutboundLanes lanes;
    private final OutboxSender sender;
    private final MessagesSettings.OutboxSettings settings;
    private final Clock clock;
    private final Loop loop;
    private final Semaphore free;
    private final String owner = UUID.randomUUID().toString();
    private volatile @Nullable ExecutorService workers;

    OutboxPoller(OutboundLanes lanes, OutboxSender sender, MessagesSettings settings, Clock clock) {
        this.lanes = lanes;
        this.sender = sender;
        this.settings = settings.outbox();
        this.clock = clock;
        this.loop = new Loop("outbox", this.settings.poll(), this::round);
        this.free = new Semaphore(this.settings.workers());
    }

    void wake() {
        loop.wake();
    }

    @EventListener
    void on(ClockMoved moved) {
        wake();
    }

    private boolean round() {
        int places = free.availablePermits();
        if (places == 0) {
            return false;
        }
        List<Lane> ready = lanes.ready(clock.instant(), places);
        ready.forEach(this::take);
        return false;
    }

    private void take(Lane lane) {
        ExecutorService running = workers;
        if (running == null || !free.tryAcquire()) {
            return;
        }
        boolean handedOver = false;
        try {
            if (lanes.lease(lane, owner, settings.lease())) {
                running.execute(() -> work(lane));
                handedOver = true;
            }
        } finally {
            if (!handedOver) {
                free.release();
            }
        }
    }

    private void work(Lane lane) {
        try {
            sender.serve(lane, owner, loop::running);
        } catch (RuntimeException failure) {
            log.warn("Sending by {} stopped and will go on: {}", lane, Reason.of(failure));
        } finally {
            free.release();
            loop.wake();
        }
    }

    @Override
    public void start() {
        workers = Executors.newFixedThreadPool(settings.workers(), work -> Loop.daemon(work, "outbox-sender"));
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
                if (!stopping.awaitTermination(settings.lease().toMillis(), TimeUnit.MILLISECONDS)) {
                    log.warn("The outbox is still sending at shutdown");
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
