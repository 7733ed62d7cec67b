/** A meter that was with another supplier by mistake charges again as it did before, for diagrams. */
@NullMarked
@ApplicationModule(displayName = "Restore meter")
package org.meterflow.process.restoremeter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
