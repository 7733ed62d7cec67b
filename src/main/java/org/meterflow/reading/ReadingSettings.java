package org.meterflow.reading;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param dailyReach how far back a meter's log of daily reads goes, and gaps in it are filled
 * @param consumptionReach the same for its log of daily consumption
 * @param halfHourlyReach the same for its half-hourly logs: 13 months
 * @param longestAsk the longest part of a half-hourly log that is asked for at once: meters refuse what does not fit
 *     into one message
 * @param fillGaps whether missing periods are asked for
 * @param asks how often a missing period is asked for at most
 * @param askAgainAfter pause before it is asked for again
 * @param answerWithin how long such a question may take: nobody waits for it
 * @param monthsAhead for how many months to come the tables are ready
 */
@ConfigurationProperties("meterflow.readings")
record ReadingSettings(
        @DefaultValue("31d") Duration dailyReach,
        @DefaultValue("731d") Duration consumptionReach,
        @DefaultValue("395d") Duration halfHourlyReach,
        @DefaultValue("90d") Duration longestAsk,
        @DefaultValue("true") boolean fillGaps,
        @DefaultValue("3") int asks,
        @DefaultValue("24h") Duration askAgainAfter,
        @DefaultValue("24h") Duration answerWithin,
        @DefaultValue("2") int monthsAhead) {

    /** Daily logs fit into one message whole. */
    Duration longestAsk(ReadingLog log) {
        return log.isHalfHourly() ? longestAsk : reach(log).plus(log.step());
    }

    Duration reach(ReadingLog log) {
        if (log.isHalfHourly()) {
            return halfHourlyReach;
        }
        return log == ReadingLog.DAILY_CONSUMPTION ? consumptionReach : dailyReach;
    }
}
