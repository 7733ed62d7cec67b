@NullMarked
package org.meterflow;

import org.jspecify.annotations.NullMarked;
