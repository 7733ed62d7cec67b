package org.meterflow.reading;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value of one register at one time.
 *
 * @param register as the log names it, such as {@code Import}
 * @param at the time the meter gives it (UTC)
 * @param unit kWh, Wh, m³ …
 * @param previous what it was said to be before it was corrected; null when it never was
 */
public record Reading(
        String register,
        Instant at,
        BigDecimal value,
        String unit,
        @Nullable BigDecimal previous) {}
