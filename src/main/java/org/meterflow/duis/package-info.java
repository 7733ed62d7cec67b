/** DUIS documents as they are on the wire: XML read safely, the signature profile, requests and responses. */
@NullMarked
@ApplicationModule(displayName = "The users' language", allowedDependencies = "identifier")
package org.meterflow.duis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
