/** Processes that a process owner draws and that have no program: their facts, their ways in, and what others see of them. */
@NullMarked
@NamedInterface("drawn")
package org.meterflow.process.drawn;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
