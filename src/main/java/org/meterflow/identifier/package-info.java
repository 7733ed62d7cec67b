/** The names the market uses for parties, meter points, devices and requests: each checked once, when it is made. */
@NullMarked
@ApplicationModule(displayName = "Identifiers")
package org.meterflow.identifier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
