/** What meters have counted, day by day and half hour by half hour: stored once, corrected where they say otherwise. */
@NullMarked
@ApplicationModule(displayName = "Readings")
package org.meterflow.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
