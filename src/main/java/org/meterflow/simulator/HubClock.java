package org.meterflow.simulator;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A hub's clock: its own until the network tells it the time, and the network's from then on. */
final class HubClock {

    private static final Logger log = LoggerFactory.getLogger(HubClock.class);

    private final Clock clock;
    private Duration offset = Duration.ZERO;
    private boolean set;

    HubClock(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().plus(offset);
    }

    /** Whether the network has told the time since the hub was started. */
    boolean isSet() {
        return set;
    }

    /**
     * @param network its time, in milliseconds since 1970, as the welcome brings it
     * @return false when that is no time
     */
    boolean set(byte[] network) {
        if (network.length != Long.BYTES) {
            log.warn("The network's time has 8 bytes, not {}", network.length);
            return false;
        }
        Instant time = Instant.ofEpochMilli(ByteBuffer.wrap(network).getLong());
        offset = Duration.between(clock.instant(), time);
        set = true;
        return true;
    }
}
