/** The smart metering inventory: what is installed where, and in which state. */
@NullMarked
@ApplicationModule(displayName = "Devices")
package org.meterflow.device;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
