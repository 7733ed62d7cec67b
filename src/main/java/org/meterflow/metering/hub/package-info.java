/** The lines to the communications hubs: frames, greetings, and which node of the platform holds which hub. */
@NullMarked
package org.meterflow.metering.hub;

import org.jspecify.annotations.NullMarked;
