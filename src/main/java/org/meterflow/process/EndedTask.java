package org.meterflow.process;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;

/**
 * A task that nobody can do any more.
 *
 * @param task as it was
 * @param completedBy null when the process itself withdrew it
 */
public record EndedTask(WorkItem task, @Nullable String completedBy, Instant at) {

    /** Who ended it and when, as a sentence. */
    public String sentence() {
        return (completedBy == null
                        ? "The process no longer needs this task. It withdrew it on "
                        : completedBy + " completed this task on ")
                + BusinessCalendar.inWords(at);
    }
}
