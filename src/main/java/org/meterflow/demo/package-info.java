/** A market to play with: made-up parties, homes and meters, and keys for all of them. Never part of production. */
@NullMarked
@ApplicationModule(displayName = "Demo")
package org.meterflow.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
