package org.meterflow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** After an attack the platform has ten seconds until it serves everybody and is healthy. */
public final class Recovery {

    private static final Duration WITHIN = Duration.ofSeconds(10);

    private Recovery() {}

    /** @param everybodyIsServed an assertion that honest people and programs get what they ask for */
    public static void assertRecovered(ThrowingRunnable everybodyIsServed, Callable<Boolean> healthy) {
        Awaitility.await("after the attack").atMost(WITHIN).untilAsserted(() -> {
            everybodyIsServed.run();
            assertThat(healthy.call()).as("the platform is healthy").isTrue();
        });
    }
}
