/** What people do to a case beside its diagram: each looked at before, done with a reason, and written into its story. */
@NullMarked
@NamedInterface("help")
package org.meterflow.process.help;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
