/** The box by which other processes open an issue: bpmn/open-issue.bpmn. */
@NullMarked
@ApplicationModule(displayName = "Open an issue")
package org.meterflow.process.openissue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
