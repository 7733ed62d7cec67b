package org.meterflow.process.servicerequest;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient processes are with devices.
 *
 * @param answerWithinElectricity what an electricity device or a hub has to answer in, one ask
 * @param answerWithinGas the same for gas devices, which sleep
 * @param sendsForEachAsk how often one ask is sent while there is no answer
 * @param soon when to ask again after each of the first silences
 * @param daily how many more times to ask, a day apart, before a person is called
 * @param sentBeforeExecution how long before its date a future-dated request leaves for the device
 * @param lookAfter grace after which a lost answer is looked up
 * @param staleDataLookedAtEvery how often a request held for stale registration data is looked at again
 * @param personAnswersWithin what an operator has for a silent meter
 */
@ConfigurationProperties("meterflow.service-request")
record ServiceRequestSettings(
        @DefaultValue("PT2M") Duration answerWithinElectricity,
        @DefaultValue("PT1H") Duration answerWithinGas,
        @DefaultValue("3") int sendsForEachAsk,
        @DefaultValue({"PT5M", "PT1H", "PT6H"}) List<Duration> soon,
        @DefaultValue("7") int daily,
        @DefaultValue("PT1H") Duration sentBeforeExecution,
        @DefaultValue("PT1M") Duration lookAfter,
        @DefaultValue("PT1H") Duration staleDataLookedAtEvery,
        @DefaultValue("PT4H") Duration personAnswersWithin) {

    ServiceRequestSettings {
        soon = List.copyOf(soon);
    }

    /** How long to wait before the given attempt (from 1); nothing when the plan is at its end. */
    java.util.Optional<Duration> waitBefore(int attempt) {
        if (attempt <= soon.size()) {
            return java.util.Optional.of(soon.get(attempt - 1));
        }
        return attempt <= soon.size() + daily ? java.util.Optional.of(Duration.ofDays(1)) : java.util.Optional.empty();
    }
}
