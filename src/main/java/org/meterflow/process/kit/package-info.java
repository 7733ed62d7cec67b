/** What every process is made of: steps that a process owner places in a diagram without a line of Java. */
@NullMarked
@NamedInterface("kit")
package org.meterflow.process.kit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
