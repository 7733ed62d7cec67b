/** The box by which other processes raise an incident: bpmn/raise-incident.bpmn. */
@NullMarked
@ApplicationModule(displayName = "Raise an incident")
package org.meterflow.process.raiseincident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
