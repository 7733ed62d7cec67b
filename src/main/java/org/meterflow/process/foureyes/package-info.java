@NullMarked
@ApplicationModule(displayName = "Four eyes")
package org.meterflow.process.foureyes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
