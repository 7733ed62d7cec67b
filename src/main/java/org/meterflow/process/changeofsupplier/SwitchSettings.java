package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The market's rules for a switch that may change without a change of process.
 *
 * @param objectionDaysDomestic working days after the request on which the window to object closes
 * @param windowCloses London time at which it closes
 * @param gateCloses London time on the day before supply starts
 * @param objectionDecidedWithin how long before the gate the window to object closes at the latest, so that an objection
 *     can be decided on
 * @param paymentModeWithin how long an objection for debt waits for the meter to say how it is paid for
 * @param furthestDays how many days ahead supply may start
 * @param standstillDays working days after a change of supplier in which there is no other
 * @param readToleranceKwh what an electricity meter's final and opening read may differ by
 * @param gasReadToleranceKwh the same for a gas meter
 * @param gasKwhPerCubicMetre to compare gas reads with the tolerance
 * @param refundDays working days after supply has started in which the balance of a prepayment meter is given back
 * @param readinessCheckedEvery how often a meter that is not ready is looked at again
 * @param keysUntouchedUntil how long before supply starts a cancellation that came in time, and was looked at late, can
 *     still be carried out: not later than keys are sent
 * @param dualFuelCompleteBefore how long before the gate both requests must be there where electricity and gas are to switch
 *     together or not at all
 * @param dualFuelLookedAtEvery how often one of them is looked at again at the gate while the other is not decided on
 * @param dualFuelDecidedWithin how long after the gate both are given up if the other is still not decided on: the platform may
 *     have stood still
 * @param earlyMessagesKept how long a message is kept that comes before its switch
 * @param personAnswersWithin what an operator has for a task of a switch
 */
@ConfigurationProperties("meterflow.change-of-supplier")
record SwitchSettings(
        @DefaultValue("1") int objectionDaysDomestic,
        @DefaultValue("2") int objectionDaysNonDomestic,
        @DefaultValue("17:00") LocalTime windowCloses,
        @DefaultValue("17:00") LocalTime gateCloses,
        @DefaultValue("PT4H") Duration objectionDecidedWithin,
        @DefaultValue("PT15M") Duration paymentModeWithin,
        @DefaultValue("28") int furthestDays,
        @DefaultValue("5") int standstillDays,
        @DefaultValue("250") BigDecimal readToleranceKwh,
        @DefaultValue("1200") BigDecimal gasReadToleranceKwh,
        @DefaultValue("11.22") BigDecimal gasKwhPerCubicMetre,
        @DefaultValue("10") int refundDays,
        @DefaultValue("PT1H") Duration readinessCheckedEvery,
        @DefaultValue("PT2H") Duration keysUntouchedUntil,
        @DefaultValue("PT4H") Duration dualFuelCompleteBefore,
        @DefaultValue("PT1M") Duration dualFuelLookedAtEvery,
        @DefaultValue("PT2H") Duration dualFuelDecidedWithin,
        @DefaultValue("PT10M") Duration earlyMessagesKept,
        @DefaultValue("PT4H") Duration personAnswersWithin) {}
