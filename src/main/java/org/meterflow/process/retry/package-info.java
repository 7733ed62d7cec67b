/** Steps that failed for one cause are tried again: first one of them, then all, with what became of each. */
@NullMarked
@NamedInterface("retry")
package org.meterflow.process.retry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
