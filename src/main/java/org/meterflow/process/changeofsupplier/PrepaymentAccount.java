package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the losing supplier settles with a consumer who pays in advance, in pounds.
 *
 * @param balance on the meter when supply started; less than nothing when emergency credit was used
 * @param debt on the meter, all kinds together
 * @param readAt the moment the values are of
 * @param refundBy the day by which a balance is given back; null when there is none
 */
record PrepaymentAccount(
        BigDecimal balance,
        BigDecimal debt,
        Instant readAt,
        @Nullable LocalDate refundBy) {}
