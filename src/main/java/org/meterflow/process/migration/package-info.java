/** Cases that are under way are moved to another version of their diagram: first on trial, then one after the other. */
@NullMarked
@NamedInterface("migration")
package org.meterflow.process.migration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
