/** A meter point passes from one supplier to another: bpmn/change-of-supplier.bpmn, its steps and its facts. */
@NullMarked
@ApplicationModule(displayName = "Change of supplier")
package org.meterflow.process.changeofsupplier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
