/** What people leave at tasks: drafts, answers, comments, files, the lists they save, and what they did to many at once. */
@NullMarked
@NamedInterface("work")
package org.meterflow.process.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
