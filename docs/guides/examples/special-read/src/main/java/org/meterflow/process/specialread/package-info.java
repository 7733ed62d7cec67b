/** A supplier asks for a meter's registers out of turn: bpmn/special-read.bpmn, its steps and its facts. */
@NullMarked
@ApplicationModule(displayName = "Special read")
package org.meterflow.process.specialread;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
