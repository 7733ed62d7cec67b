package org.meterflow.process.configuremeter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a meter is sent at one visit of a case to the box.
 *
 * @param commands in order
 * @param remark what is left as it is and why, a sentence; null when nothing is
 */
record Plan(List<Command> commands, @Nullable String remark) {}
