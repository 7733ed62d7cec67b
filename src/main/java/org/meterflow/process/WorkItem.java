package org.meterflow.process;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits for a person.
 *
 * @param key the case in whose diagram the task stands
 * @param root the case a person would name it by: the outermost one
 * @param about one line that names that case
 * @param teams those it is offered to, by name; of a task that is over, none
 * @param version of the diagram by which the case runs
 * @param formKey template path under {@code forms/}
 */
public record WorkItem(
        String id,
        String name,
        CaseKey key,
        CaseKey root,
        int version,
        String about,
        List<String> teams,
        @Nullable String assignee,
        Instant created,
        @Nullable Instant due,
        int priority,
        String formKey,
        String elementId,
        String documentation) {}
