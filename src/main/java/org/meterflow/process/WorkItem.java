package org.meterflow.process;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits for a person.
 *
 * @param key the case in whose diagram the task stands
 * @param root the case a person would name it by: the outermost one
 * @param about one line that names that case
 * @param group the team it is offered to
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
        String group,
        @Nullable String assignee,
        Instant created,
        @Nullable Instant due,
        int priority,
        String formKey,
        String elementId,
        String documentation) {}
