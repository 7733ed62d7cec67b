/** The way back from an erroneous transfer, for diagrams: a switch to which both suppliers have agreed. */
@NullMarked
@ApplicationModule(displayName = "Return meter point")
package org.meterflow.process.returnmeterpoint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
