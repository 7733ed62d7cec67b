/** Which supplier serves which meter point from when, as the registration bodies say. */
@NullMarked
@ApplicationModule(displayName = "Registration")
package org.meterflow.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
