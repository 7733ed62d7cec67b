/** A meter that has new keys is set up as its new supplier wants it, for diagrams. */
@NullMarked
@ApplicationModule(displayName = "Configure meter")
package org.meterflow.process.configuremeter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
