package org.meterflow.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private final AtomicLong time = new AtomicLong();
    private final RateLimits limits = new RateLimits(10, 3, time::get);

    @Test
    void after_a_burst_a_party_waits_and_is_told_how_long() {
        for (int request = 0; request < 3; request++) {
            assertThat(limits.take("A")).isZero();
        }
        assertThat(limits.take("A")).isEqualTo(Duration.ofMillis(100));
        assertThat(limits.take("B")).as("another party is not concerned").isZero();

        time.addAndGet(Duration.ofMillis(60).toNanos());
        assertThat(limits.take("A")).isEqualTo(Duration.ofMillis(40));
        time.addAndGet(Duration.ofMillis(40).toNanos());
        assertThat(limits.take("A")).isZero();
    }

    @Test
    void a_long_silence_earns_one_burst_and_no_more() {
        limits.take("A");
        time.addAndGet(Duration.ofHours(1).toNanos());
        for (int request = 0; request < 3; request++) {
            assertThat(limits.take("A")).isZero();
        }
        assertThat(limits.take("A")).isPositive();
    }
}
