/** A real PostgreSQL that needs no installation, for the demo and for tests; production brings its own server. */
@NullMarked
@ApplicationModule(displayName = "Database")
package org.meterflow.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
