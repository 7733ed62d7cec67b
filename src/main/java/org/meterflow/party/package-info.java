/** Who takes part in the market: parties, their roles, users and certificates. */
@NullMarked
@ApplicationModule(displayName = "Parties")
package org.meterflow.party;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
