/** The door to the engine: nobody else imports it. Steps of processes see {@code Cases}; the desk sees the rest. */
@NullMarked
@NamedInterface("engine")
package org.meterflow.process.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
