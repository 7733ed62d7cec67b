package org.meterflow.process;

import org.jspecify.annotations.Nullable;

/**
 * @param person only tasks of the teams this person is in; null for those of all teams, where no person looks
 * @param claim whose tasks of them
 * @param text names a case: id, meter point or party
 */
public record TaskQuery(
        @Nullable String person,
        Claim claim,
        @Nullable String process,
        @Nullable String text,
        int page,
        int size) {

    /** Who has claimed a task. */
    public enum Claim {
        ANYBODY_OR_NOBODY,
        THIS_PERSON,
        NOBODY
    }

    public TaskQuery {
        if (claim == Claim.THIS_PERSON && person == null) {
            throw new IllegalArgumentException("Somebody's own tasks, and nobody is named");
        }
    }

    /** The first of what this person may see. */
    public static TaskQuery of(String person, Claim claim, int size) {
        return new TaskQuery(person, claim, null, null, 0, size);
    }

    /** The tasks of a case, whoever may see them. */
    public static TaskQuery ofCase(String text) {
        return new TaskQuery(null, Claim.ANYBODY_OR_NOBODY, null, text, 0, 20);
    }
}
