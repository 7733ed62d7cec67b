package org.meterflow.registration;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;

/**
 * A registration has been taken back.
 *
 * @param restored who supplies on instead, if anyone
 */
public record SupplierRegistrationCancelled(
        Mpxn mpxn, Mpid supplier, LocalDate from, @Nullable Mpid restored) {}
