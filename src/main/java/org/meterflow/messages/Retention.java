package org.meterflow.messages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Deletes what has been finished for so long that nobody looks for it, a little at a time. */
@Component
class Retention implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int BATCH = 1000;

    private final InboundMessages inbound;
    private final OutboundMessages outbound;
    private final TurnedAway turnedAway;
    private final Duration retention;
    private final Clock clock;
    private final Loop loop = new Loop("retention", INTERVAL, this::round);

    Retention(
            InboundMessages inbound,
            OutboundMessages outbound,
            TurnedAway turnedAway,
            MessagesSettings settings,
            Clock clock) {
        this.inbound = inbound;
        this.outbound = outbound;
        this.turnedAway = turnedAway;
        this.retention = settings.retention();
        this.clock = clock;
    }

    /** @return whether there may be more */
    boolean round() {
        Instant before = clock.instant().minus(retention);
        int received = inbound.forget(before, BATCH);
        int sent = outbound.forget(before, BATCH);
        if (received + sent > 0) {
            log.info("Forgot {} received and {} sent messages from before {}", received, sent, before);
        }
        int refused = turnedAway.forget(clock.instant(), BATCH);
        return received == BATCH || sent == BATCH || refused == BATCH;
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.running();
    }
}
