package org.meterflow.process;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks somebody wants to see, of those offered to their teams.
 *
 * @param teams one of these is offered the task
 * @param process only tasks in diagrams of this process
 * @param text names a task, or a case: id, meter point or party
 */
public record TaskFilter(
        String person,
        Set<String> teams,
        Claim claim,
        @Nullable String process,
        Due due,
        @Nullable String text) {

    /** Whose tasks of them. Those set aside until a later day are in {@link #SET_ASIDE} alone, whoever has them. */
    public enum Claim {
        MINE,
        NOBODYS,
        ALL,
        SET_ASIDE
    }

    /** Until when they have to be done. Days are London days. */
    public enum Due {
        ANY,
        OVERDUE,
        TODAY,
        WITHIN_A_WEEK,
        NEVER
    }

    /** All that are offered to the teams. */
    public static TaskFilter of(String person, Set<String> teams, Claim claim) {
        return new TaskFilter(person, teams, claim, null, Due.ANY, null);
    }
}
