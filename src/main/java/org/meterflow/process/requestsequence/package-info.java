/** A box of a diagram that puts several requests to devices, one after the other, and takes back what was done when one fails. */
@NullMarked
@ApplicationModule(displayName = "Request sequence")
package org.meterflow.process.requestsequence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
