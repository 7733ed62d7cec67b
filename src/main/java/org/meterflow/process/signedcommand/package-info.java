@NullMarked
@ApplicationModule(displayName = "Signed command")
package org.meterflow.process.signedcommand;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
