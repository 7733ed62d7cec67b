/** What users may ask of the platform and how it answers them: DUIS over HTTP, SMKI, signatures, callbacks. */
@NullMarked
@ApplicationModule(displayName = "Gateway")
package org.meterflow.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
