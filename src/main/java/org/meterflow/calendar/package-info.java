/** What time it is for the business: Europe/London, working days, and a clock that can be moved in a demo. */
@NullMarked
@ApplicationModule(displayName = "Calendar")
package org.meterflow.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
