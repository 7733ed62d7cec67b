/** The forms of people's tasks as process owners change them: looked at, compared, kept in versions, and shown without running anything. */
@NullMarked
@NamedInterface("form")
package org.meterflow.process.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
