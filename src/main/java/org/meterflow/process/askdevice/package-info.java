/** A box of a diagram that asks a device for any service of the catalogue, and reads by name what it answers. */
@NullMarked
@ApplicationModule(displayName = "Ask a device")
package org.meterflow.process.askdevice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
