/** Somebody pays for energy in advance: the token is given at once, then brought to the meter: bpmn/top-up.bpmn. */
@NullMarked
@ApplicationModule(displayName = "Top-up")
package org.meterflow.process.topup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
