/** Where the wide area network reaches, and when it is to reach where it does not yet. */
@NullMarked
@ApplicationModule(displayName = "Coverage")
package org.meterflow.coverage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
