package org.meterflow.process;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open task as a line of a list.
 *
 * @param key the case in whose diagram it stands
 * @param root the case a person would name it by: the outermost one
 * @param step its box in that diagram
 * @param about one line that names that case
 * @param processName as it is called in its diagram
 * @param teams those it is offered to, by name
 * @param followUp until when somebody has set it aside
 */
public record ListedTask(
        String id,
        String name,
        CaseKey key,
        CaseKey root,
        String step,
        String about,
        String processName,
        List<String> teams,
        @Nullable String assignee,
        Instant created,
        @Nullable Instant due,
        @Nullable Instant followUp,
        int priority) {}
