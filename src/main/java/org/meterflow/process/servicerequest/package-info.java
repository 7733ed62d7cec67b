/** One service request to one device, with access decided twice and silence met with patience: the part of other processes that repeats. */
@NullMarked
@ApplicationModule(displayName = "Service request")
package org.meterflow.process.servicerequest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
