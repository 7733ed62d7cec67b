/** The meter points of a supplier that has failed pass to another one, all of them in one case. */
@NullMarked
@ApplicationModule(displayName = "Supplier of last resort")
package org.meterflow.process.lastresortwork;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
