/** Who may ask for what, about which device or meter point: one decision for every request. */
@NullMarked
@ApplicationModule(displayName = "Access")
package org.meterflow.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
