package org.meterflow.messages;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives each lane that has something to send to a worker of this node, if no other node has it. */
@Component
class OutboxPoller extends Poller {

    private static final Logger log = LoggerFactory.getLogger(OutboxPoller.class);

    private final OutboundLanes lanes;
    private final OutboxSender sender;
    private final MessagesSettings.OutboxSettings settings;
    private final Clock clock;
    private final Semaphore free;
    private final String owner = UUID.randomUUID().toString();

    OutboxPoller(OutboundLanes lanes, OutboxSender sender, MessagesSettings settings, Clock clock) {
        super(
                "outbox",
                settings.outbox().poll(),
                settings.outbox().workers(),
                settings.outbox().lease());
        this.lanes = lanes;
        this.sender = sender;
        this.settings = settings.outbox();
        this.clock = clock;
        this.free = new Semaphore(this.settings.workers());
    }

    @Override
    boolean round(ExecutorService running) {
        int places = free.availablePermits();
        if (places > 0) {
            lanes.ready(clock.instant(), places).forEach(lane -> take(lane, running));
        }
        return false;
    }

    private void take(Lane lane, ExecutorService running) {
        if (!free.tryAcquire()) {
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
            sender.serve(lane, owner, this::isRunning);
        } catch (RuntimeException failure) {
            log.warn("Sending by {} stopped and will go on: {}", lane, Reason.of(failure));
        } finally {
            free.release();
            wake();
        }
    }
}
