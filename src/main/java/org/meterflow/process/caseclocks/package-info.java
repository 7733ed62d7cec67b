/** Clocks of other cases, and who hears when their time goes: bpmn/case-clocks.bpmn. */
@NullMarked
@ApplicationModule(displayName = "Case clocks")
package org.meterflow.process.caseclocks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
