/**
 * How an installation learns of its market: parties, meter points and devices from one file, certificates from theirs.
 * A file is taken whole or not at all, and each time it is kept who brought it and what it changed.
 */
@NullMarked
@ApplicationModule(displayName = "Onboarding")
package org.meterflow.onboarding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
