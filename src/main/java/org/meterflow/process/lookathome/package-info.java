/** What the platform itself knows of a home, for diagrams: whose it is, when its devices were heard last, whether its area is dark. */
@NullMarked
@ApplicationModule(displayName = "Look at home")
package org.meterflow.process.lookathome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
