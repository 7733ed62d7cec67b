/** Schedules: what the DCC asks of a device again and again for a user, and when. */
@NullMarked
package org.meterflow.gateway.schedule;

import org.jspecify.annotations.NullMarked;
