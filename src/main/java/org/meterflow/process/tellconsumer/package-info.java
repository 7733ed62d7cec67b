/** A box by which a process owner has a consumer told something: through the supplier, who knows how to reach them. */
@NullMarked
@ApplicationModule(displayName = "Tell the consumer")
package org.meterflow.process.tellconsumer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
