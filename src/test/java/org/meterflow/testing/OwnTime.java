package org.meterflow.testing;

import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.meterflow.calendar.DemoClock;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Gives the engine the time of the platform under test. The engine's clock is one for the whole program, and a test of
 * another platform may have moved it years ahead: every timer would be due at once.
 */
public final class OwnTime extends AbstractTestExecutionListener {

    @Override
    public void prepareTestInstance(TestContext test) {
        test.getApplicationContext()
                .getBeanProvider(DemoClock.class)
                .ifAvailable(clock -> ClockUtil.offset(
                        Duration.between(Instant.ofEpochMilli(System.currentTimeMillis()), clock.instant())
                                .toMillis()));
    }
}
