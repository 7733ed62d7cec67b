/** A made-up market as a file describes it: the platform's demo and the simulated fleet read the same one. */
@NullMarked
@ApplicationModule(displayName = "Market")
package org.meterflow.market;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
