/** Two cases that want the same meter: which may run beside each other at one meter point, and which have to wait. */
@NullMarked
@NamedInterface("interlock")
package org.meterflow.process.interlock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
