/** What the platform knows of the last change of supplier of a meter point, for diagrams. */
@NullMarked
@ApplicationModule(displayName = "Look at switch")
package org.meterflow.process.lookatswitch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
