/** A box by which a process owner tells a party something and asks nothing of it. */
@NullMarked
@ApplicationModule(displayName = "Tell a party")
package org.meterflow.process.tellparty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
