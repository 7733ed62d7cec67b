/** A box by which a consumer is owed money: their supplier pays it in time, or it is a breach. */
@NullMarked
@ApplicationModule(displayName = "Compensate the consumer")
package org.meterflow.process.compensateconsumer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
