/** The cause behind incidents and findings is found and put right: bpmn/issue-resolution.bpmn. */
@NullMarked
@ApplicationModule(displayName = "Issue resolution")
package org.meterflow.process.issueresolution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
