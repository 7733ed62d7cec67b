/** Many switches at once, and switches while the platform is being killed: the same words for both. */
@NullMarked
package org.meterflow.load;

import org.jspecify.annotations.NullMarked;
