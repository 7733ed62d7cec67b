package org.meterflow.process.compensateconsumer;

import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Ofgem's Guaranteed Standards for smart meters.
 *
 * @param amount pounds, where the box does not say
 * @param payWithinWorkingDays what the supplier has to pay and to confirm it
 * @param remindWorkingDaysBefore how long before the end of that time it is reminded
 * @param extraWhenLate pounds that are owed as well when it has not paid in time
 */
@ConfigurationProperties("meterflow.compensate-consumer")
record CompensationSettings(
        @DefaultValue("40.00") BigDecimal amount,
        @DefaultValue("10") int payWithinWorkingDays,
        @DefaultValue("2") int remindWorkingDaysBefore,
        @DefaultValue("40.00") BigDecimal extraWhenLate) {}
