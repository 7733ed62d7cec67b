package org.meterflow.simulator;

import java.time.Duration;
import java.time.Instant;

/** A device's clock, which the hub sets by the network's time, and what it is wrong by. */
final class DeviceClock {

    private static final String WRONG_BY = "clock.wrong-by";
    private static final String DOUBTED = "clock.doubted";

    private DeviceClock() {}

    static Duration wrongBy(Memory memory) {
        return Duration.ofMillis(memory.number(WRONG_BY, 0));
    }

    static Instant of(Memory memory, Instant network) {
        return network.plus(wrongBy(memory));
    }

    static void drift(Memory memory, Duration by) {
        if (by.isZero()) {
            memory.remove(WRONG_BY);
        } else {
            memory.put(WRONG_BY, by.toMillis());
        }
    }

    /**
     * Sets the clock by the network's when that lies where the supplier says it is.
     *
     * @return whether the clock may be relied on
     */
    static boolean set(Memory memory, Instant network, Instant from, Instant to) {
        boolean confirmed = !network.isBefore(from) && !network.isAfter(to);
        if (confirmed) {
            memory.remove(WRONG_BY);
            memory.remove(DOUBTED);
        } else {
            memory.put(DOUBTED, 1);
        }
        return confirmed;
    }

    static boolean isReliable(Memory memory) {
        return !memory.has(DOUBTED);
    }
}
