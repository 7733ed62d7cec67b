package org.meterflow.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What cancelling a case means for its process.
 *
 * @param forbidden why it cannot be cancelled now, and what can be done instead, in sentences; null when it can
 * @param takenBack what is taken back or done, a sentence each
 * @param remains what cannot be taken back, a sentence each
 */
public record Cancelling(@Nullable String forbidden, List<String> takenBack, List<String> remains) {

    /** Nothing of it has to be taken back. */
    public static final Cancelling NOTHING = new Cancelling(null, List.of(), List.of());

    public static Cancelling forbidden(String why) {
        return new Cancelling(why, List.of(), List.of());
    }

    public static Cancelling of(List<String> takenBack, List<String> remains) {
        return new Cancelling(null, takenBack, remains);
    }
}
