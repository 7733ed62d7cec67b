package org.meterflow.process.changeofsupplier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;

/**
 * The registration of a secured switch has been taken back, or replaced by another.
 *
 * @param gaining whose registration is gone
 * @param supplier who supplies on; null when nobody is registered
 */
public record SwitchTakenBack(
        String switchId, Mpxn mpxn, Mpid gaining, @Nullable Mpid supplier, Instant supplyStartsAt) {}
