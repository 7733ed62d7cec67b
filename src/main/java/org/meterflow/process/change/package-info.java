/** How a process owner changes a diagram or a decision table while the program runs: proposed by one, approved by another. */
@NullMarked
@NamedInterface("change")
package org.meterflow.process.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
