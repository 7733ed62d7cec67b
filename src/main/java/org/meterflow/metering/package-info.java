/**
 * Talking to meters: commands go out in order, one at a time per device, and answers, effects and alerts come back as
 * facts. What is on the wire is told by {@code gbcs}; which line leads to a device, by {@code hub}.
 */
@NullMarked
@ApplicationModule(displayName = "Metering")
package org.meterflow.metering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
