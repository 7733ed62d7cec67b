package org.meterflow.process.lastresortwork;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keysPerMinute at how many meter points keys begin to be replaced each minute, on all nodes together
 * @param keysInOneGo meter points in one transaction
 * @param keysUnderWay at how many meter points at most keys are being replaced at one time
 * @param registrationsInOneGo meter points in one transaction
 * @param lookEvery how often a case looks by itself whether its work is done, should the news be lost
 */
@ConfigurationProperties("meterflow.last-resort")
record LastResortSettings(
        @DefaultValue("600") int keysPerMinute,
        @DefaultValue("50") int keysInOneGo,
        @DefaultValue("5000") int keysUnderWay,
        @DefaultValue("500") int registrationsInOneGo,
        @DefaultValue("PT5M") Duration lookEvery) {

    LastResortSettings {
        if (keysPerMinute < 1 || keysInOneGo < 1 || keysUnderWay < 1 || registrationsInOneGo < 1) {
            throw new IllegalArgumentException("meterflow.last-resort: rates and sizes are at least 1");
        }
    }

    /** From one chunk of keys to the next. */
    Duration untilNextChunk(int taken) {
        return Duration.ofMillis(60_000L * taken / keysPerMinute);
    }
}
