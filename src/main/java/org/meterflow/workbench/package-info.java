/**
 * The integrator's bench: any message between a party and a meter taken apart into a readable tree and put together
 * again, its signature and MAC checked, its sealed parts opened, pre-commands finished, top-up tokens made and checked.
 * It needs no database and no port, so that it serves as a command of its own, and holds no state but keys it has read.
 */
@NullMarked
@ApplicationModule(displayName = "Workbench")
package org.meterflow.workbench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
