package org.meterflow.metering;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** A head-end that loses its patience within seconds, so that tests see what it does then. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(
        properties = {
            "meterflow.metering.response-time=2s",
            "meterflow.metering.sleeping-response-time=2s",
            "meterflow.metering.least-wait=300ms",
            "meterflow.metering.retry-after=100ms",
            "meterflow.metering.poll=100ms",
            "meterflow.metering.hubs.ping-after=1500ms",
            "meterflow.metering.hubs.heartbeat=300ms",
            "meterflow.metering.hubs.node-lost-after=2s"
        })
@interface QuickWaits {}
