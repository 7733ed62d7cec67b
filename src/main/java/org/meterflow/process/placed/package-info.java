/** What the steps that process owners place in diagrams have in common: the box they were called by, and what came of it. */
@NullMarked
@ApplicationModule(displayName = "Placed steps")
package org.meterflow.process.placed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
