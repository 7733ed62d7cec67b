/**
 * What stands between a stranger and the platform: how many connections, how long a header and a body may take, how much
 * of a body is let in and held, whose word on the sender's address is taken. It knows nobody behind it.
 */
@NullMarked
@ApplicationModule(displayName = "Doors")
package org.meterflow.door;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
