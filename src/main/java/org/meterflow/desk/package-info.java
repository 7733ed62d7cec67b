/** The console: where people sign in, find their work, do it, and see what the platform is doing. */
@NullMarked
@ApplicationModule(displayName = "Desk")
package org.meterflow.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
