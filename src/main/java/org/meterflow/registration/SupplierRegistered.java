package org.meterflow.registration;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;

/**
 * A supplier has been registered to a meter point from a day on, in the past or the future.
 *
 * @param previous who would have supplied on that day otherwise, if anyone
 */
public record SupplierRegistered(Mpxn mpxn, @Nullable Mpid previous, Mpid supplier, LocalDate from) {}
