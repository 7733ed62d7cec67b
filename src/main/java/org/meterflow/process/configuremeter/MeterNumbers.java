package org.meterflow.process.configuremeter;

import java.math.BigDecimal;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What meters are given where a supplier has not said it. Amounts in pounds, times as meters count them: UTC.
 *
 * @param emergencyCredit what a meter lends
 * @param emergencyThreshold from which balance downwards it lends
 * @param lowCredit from which balance downwards it warns
 * @param debtCap the most that is taken for debt in a week
 * @param largestBalance that a meter takes
 * @param largestTopUp that a meter takes
 * @param friendlyFrom from when in the afternoon of a working day no supply is switched off for lack of credit
 * @param friendlyUntil until when in the morning of a working day
 * @param nightFrom when the night price begins
 * @param nightUntil when it ends
 */
@ConfigurationProperties("meterflow.configure-meter")
record MeterNumbers(
        @DefaultValue("10") BigDecimal emergencyCredit,
        @DefaultValue("1") BigDecimal emergencyThreshold,
        @DefaultValue("2") BigDecimal lowCredit,
        @DefaultValue("5") BigDecimal debtCap,
        @DefaultValue("250") BigDecimal largestBalance,
        @DefaultValue("250") BigDecimal largestTopUp,
        @DefaultValue("16:00") LocalTime friendlyFrom,
        @DefaultValue("10:00") LocalTime friendlyUntil,
        @DefaultValue("00:00") LocalTime nightFrom,
        @DefaultValue("07:00") LocalTime nightUntil) {}
