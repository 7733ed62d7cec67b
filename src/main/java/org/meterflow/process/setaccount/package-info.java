/** How a meter charges, its debts, balance and payment mode, set for diagrams: to what they say, or as another meter was. */
@NullMarked
@ApplicationModule(displayName = "Set account")
package org.meterflow.process.setaccount;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
