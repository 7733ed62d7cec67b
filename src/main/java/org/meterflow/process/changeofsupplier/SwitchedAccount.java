package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a home was paid for when its supplier changed.
 *
 * @param balanceAtStart pounds on the meter when supply started; null where nobody pays in advance or the meter has not told
 */
public record SwitchedAccount(boolean inAdvance, @Nullable BigDecimal balanceAtStart) {}
