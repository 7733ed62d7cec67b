/** What becomes of tasks that take too long: they are brought up, and never decided by the clock. */
@NullMarked
@NamedInterface("escalation")
package org.meterflow.process.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
