/** What a switch has done at the meter is undone when its registration is taken back: bpmn/switch-reversal.bpmn. */
@NullMarked
@ApplicationModule(displayName = "Switch reversal")
package org.meterflow.process.switchreversal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
