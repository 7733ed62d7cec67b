/** Who does which work: the teams that tasks are offered to, and the people in them. */
@NullMarked
@ApplicationModule(displayName = "Teams")
package org.meterflow.team;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
