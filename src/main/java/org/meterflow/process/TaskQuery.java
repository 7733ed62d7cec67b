package org.meterflow.process;

import org.jspecify.annotations.Nullable;

/**
 * @param assignee only this person's tasks, when given
 * @param unclaimedOnly only tasks nobody has claimed
 * @param text names a case: id, meter point or party
 */
public record TaskQuery(
        @Nullable String assignee,
        boolean unclaimedOnly,
        @Nullable String process,
        @Nullable String text,
        int page,
        int size) {

    public static TaskQuery all() {
        return new TaskQuery(null, false, null, null, 0, 50);
    }
}
