package org.meterflow.process.change;

import java.util.List;

/**
 * What came of deciding about a change.
 *
 * @param wrong for {@link Result#UNFIT}, a sentence for each thing
 */
public record Decision(Result result, List<String> wrong) {

    public enum Result {
        DONE,
        /** Somebody has decided before. */
        ENDED,
        /** Nobody approves their own, and nobody withdraws another's. */
        NOT_THEIRS,
        /** What is in force is no longer what it was compared with. */
        SUPERSEDED,
        /** The program has changed since, and could not run it. */
        UNFIT
    }

    static Decision of(Result result) {
        return new Decision(result, List.of());
    }

    public boolean done() {
        return result == Result.DONE;
    }
}
