/** Homes without supply: the alerts of many hubs of one area are one outage, which begins, grows, and ends. */
@NullMarked
@ApplicationModule(displayName = "Outages")
package org.meterflow.outage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
