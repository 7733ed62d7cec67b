/** A box by which a process owner asks a party something: sent, reminded, answered in the party's own words, or not at all. */
@NullMarked
@ApplicationModule(displayName = "Ask a party")
package org.meterflow.process.askparty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
