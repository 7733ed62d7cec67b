/** Asks a party and waits for its answer until a deadline: the part of other processes that repeats. */
@NullMarked
@ApplicationModule(displayName = "Party question")
package org.meterflow.process.partyquestion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
