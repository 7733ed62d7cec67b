/**
 * What enters and leaves the platform: stored before it is acknowledged, sent only after the deciding transaction has
 * committed, seen by everyone concerned, replayable.
 */
@NullMarked
@ApplicationModule(displayName = "Messages")
package org.meterflow.messages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
