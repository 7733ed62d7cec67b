package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;

/**
 * A switch as others see it who come after it.
 *
 * @param complete whether it has come to its end, and the gaining supplier still supplies
 * @param obstacle why it cannot be returned, as a sentence; null when it can
 * @param reason why it ended as it did, where it did not succeed
 */
public record PastSwitch(
        String switchId,
        Mpxn mpxn,
        Mpid losing,
        Mpid gaining,
        LocalDate supplyStartDate,
        boolean complete,
        @Nullable String obstacle,
        @Nullable String reason,
        @Nullable BigDecimal finalRead,
        @Nullable BigDecimal openingRead,
        @Nullable String readUnit) {}
