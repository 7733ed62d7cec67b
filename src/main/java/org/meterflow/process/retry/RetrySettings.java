package org.meterflow.process.retry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How failed steps are tried again.
 *
 * @param trialHolds how long after a trial that passed all others may be tried
 * @param perSecond how many are tried in a second, at most
 */
@ConfigurationProperties("meterflow.retries")
public record RetrySettings(
        @DefaultValue("1h") Duration trialHolds,
        @DefaultValue("20") int perSecond) {

    public RetrySettings {
        if (perSecond < 1) {
            throw new IllegalArgumentException("meterflow.retries.per-second is at least 1");
        }
    }
}
