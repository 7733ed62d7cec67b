/** A box by which somebody visits a home: booked, confirmed, reminded, made or missed. */
@NullMarked
@ApplicationModule(displayName = "Field visit")
package org.meterflow.process.fieldvisit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
