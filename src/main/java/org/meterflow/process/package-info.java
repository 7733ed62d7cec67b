/** Long-running, ordered business cases: one nested module for each process, and the one door to the engine. */
@NullMarked
@ApplicationModule(displayName = "Processes")
package org.meterflow.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
