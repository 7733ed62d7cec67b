/** A box at which a case waits for a message that the diagram itself declares. */
@NullMarked
@ApplicationModule(displayName = "Wait for a message")
package org.meterflow.process.waitformessage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
