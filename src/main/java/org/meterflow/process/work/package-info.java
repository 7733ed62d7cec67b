/** What people leave at tasks besides their decision: what they typed so far, and what they once answered. */
@NullMarked
@NamedInterface("work")
package org.meterflow.process.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
