package org.meterflow.metering;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * A head-end that looks every moment at what waits. How long it waits for a meter is in the test's hands
 * ({@link OneHome#noAnswerInTime}), never a question of how fast the machine is.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(
        properties = {
            "meterflow.metering.least-wait=30s",
            "meterflow.metering.retry-after=100ms",
            "meterflow.metering.poll=100ms",
            "meterflow.metering.hubs.ping-after=4s",
            "meterflow.metering.hubs.heartbeat=300ms",
            "meterflow.metering.hubs.proof-within=3s",
            "meterflow.metering.hubs.refused-after=100ms",
            "meterflow.metering.hubs.old-line-answers-within=2s",
            "meterflow.metering.hubs.rubbish-window=3s",
            "meterflow.metering.hubs.unproven-lines-per-address=100"
        })
@interface QuickWaits {}
