/** What the inventory learns from devices that are being installed: who may join, who has joined, who works. */
@NullMarked
@ApplicationModule(displayName = "Commissioning")
package org.meterflow.commissioning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
