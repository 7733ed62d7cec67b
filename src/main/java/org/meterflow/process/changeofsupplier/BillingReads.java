package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The reads with which the one supplier's bill ends and the other's begins.
 *
 * @param finalRead the losing supplier's last register value
 * @param unit of both
 */
record BillingReads(
        @Nullable BigDecimal finalRead,
        @Nullable BigDecimal openingRead,
        @Nullable String unit,
        @Nullable Boolean agree,
        @Nullable String remark) {

    static final BillingReads NONE = new BillingReads(null, null, null, null, null);
}
