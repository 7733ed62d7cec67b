package org.meterflow.messages;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends what is on a leased lane, one message after the other, until one fails or the lease is lost. */
@Component
class OutboxSender {

    private static final Logger log = LoggerFactory.getLogger(OutboxSender.class);

    private final OutboundMessages messages;
    private final OutboundLanes lanes;
    private final OutboundChannels channels;
    private final MessagesSettings.OutboxSettings settings;
    private final Backoff backoff;
    private final Clock clock;

    OutboxSender(
            OutboundMessages messages,
            OutboundLanes lanes,
            OutboundChannels channels,
            MessagesSettings settings,
            Clock clock) {
        this.messages = messages;
        this.lanes = lanes;
        this.channels = channels;
        this.settings = settings.outbox();
        this.backoff = new Backoff(this.settings.firstRetry(), this.settings.lastRetry());
        this.clock = clock;
    }

    /** One turn of a lane: a batch of messages, so that a busy recipient does not keep the others waiting. */
    void serve(Lane lane, String owner, BooleanSupplier running) {
        Lease lease = new Lease(lane, owner);
        try {
            boolean first = true;
            for (OutboxEntry entry : messages.next(lane, clock.instant(), settings.batch())) {
                if (!running.getAsBoolean() || !lease.held() || !send(lane, entry)) {
                    return;
                }
                if (first) {
                    lanes.noteSuccess(lane);
                    first = false;
                }
            }
        } finally {
            lanes.release(lane, owner);
        }
    }

    /** @return whether the lane may go on */
    private boolean send(Lane lane, OutboxEntry entry) {
        try {
            channels.require(lane.channel()).deliver(entry.message());
        } catch (DeliveryFailed failure) {
            return noteFailure(lane, entry, failure);
        } catch (RuntimeException failure) {
            log.warn("{} could not be sent", entry.message(), failure);
            return noteFailure(lane, entry, DeliveryFailed.failed(failure.toString()));
        }
        messages.noteSent(entry.number(), clock.instant());
        return true;
    }

    private boolean noteFailure(Lane lane, OutboxEntry entry, DeliveryFailed failure) {
        boolean answered = failure.kind() == DeliveryFailed.Kind.FAILED;
        int refusals = messages.noteFailure(entry.number(), answered, failure.reason());
        if (failure.permanent()) {
            boolean kept = failure.kind() == DeliveryFailed.Kind.NO_ADDRESS;
            messages.noteEnd(entry.number(), kept ? OutboxState.KEPT : OutboxState.DEAD);
            return true;
        }
        if ((answered && refusals >= settings.attempts())
                || messages.isOlderThan(entry.number(), settings.giveUpAfter())) {
            messages.noteEnd(entry.number(), OutboxState.DEAD);
        }
        log.info("{} failed: {}", entry.message(), failure.reason());
        Duration asked = failure.retryAfter();
        Duration pause = backoff.after(lanes.noteFailure(lane));
        lanes.block(lane, asked != null && asked.compareTo(pause) > 0 ? asked : pause);
        return false;
    }

    /** Renewed when half of it is gone, so that no other node begins while a message is under way. */
    private final class Lease {

        private final Lane lane;
        private final String owner;
        private long renewedAt = System.nanoTime();

        Lease(Lane lane, String owner) {
            this.lane = lane;
            this.owner = owner;
        }

        boolean held() {
            long now = System.nanoTime();
            if (now - renewedAt < settings.lease().toNanos() / 2) {
                return true;
            }
            renewedAt = now;
            return lanes.renew(lane, owner, settings.lease());
        }
    }
}
