package org.meterflow.metering;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * @param responseTime how long an attempt waits for a device that is always awake (target response time of electricity
 *     meters and hubs)
 * @param sleepingResponseTime the same for gas meters, which sleep most of the time
 * @param wakeEvery how often a gas meter wakes and fetches what its hub holds for it: an attempt waits for two wakings,
 *     and for {@code sleepingResponseTime} at most
 * @param leastWait how long an attempt waits in any case by the wall clock, however far the platform's clock is
 *     advanced meanwhile
 * @param leastPatience how long by the wall clock a command that was never sent waits for its turn, however far the
 *     platform's clock is advanced meanwhile
 * @param retryAfter pause before the second attempt; each later pause is twice the one before
 * @param retryAtMost the longest pause
 * @param effectWithin how long after its date a device that holds a command may be silent about how it went
 * @param poll how often the queue is looked at without an occasion
 * @param batch how many commands are sent, or messages stored, in one transaction
 * @param readers how many answers are read at the same time
 * @param services how commands of each service are treated
 */
@ConfigurationProperties("meterflow.metering")
record MeteringSettings(
        @DefaultValue("30s") Duration responseTime,
        @DefaultValue("24h") Duration sleepingResponseTime,
        @DefaultValue("30m") Duration wakeEvery,
        @DefaultValue("5s") Duration leastWait,
        @DefaultValue("60s") Duration leastPatience,
        @DefaultValue("5s") Duration retryAfter,
        @DefaultValue("5m") Duration retryAtMost,
        @DefaultValue("24h") Duration effectWithin,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("200") int batch,
        @DefaultValue("4") int readers,

        @DefaultValue("classpath:org/meterflow/metering/services.csv")
        Resource services) {

    Duration waitForSleeper() {
        return atMostSleeping(wakeEvery.multipliedBy(2).plus(responseTime));
    }

    Duration waitForOneWaking() {
        return atMostSleeping(wakeEvery.plus(responseTime));
    }

    private Duration atMostSleeping(Duration wait) {
        return wait.compareTo(sleepingResponseTime) < 0 ? wait : sleepingResponseTime;
    }

    /** @param attempts how many have been made */
    Duration pauseAfter(int attempts) {
        Duration pause = retryAfter;
        for (int made = 1; made < attempts && pause.compareTo(retryAtMost) < 0; made++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(retryAtMost) > 0 ? retryAtMost : pause;
    }
}
