/** Something is wrong with the service, until it is put right: bpmn/incident.bpmn. Not a step of the engine that failed. */
@NullMarked
@ApplicationModule(displayName = "Incident")
package org.meterflow.process.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
