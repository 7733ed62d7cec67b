/** A box of a diagram that waits until a hub is on line. */
@NullMarked
@ApplicationModule(displayName = "Wait for a hub")
package org.meterflow.process.waitforhub;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
