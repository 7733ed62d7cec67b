package org.meterflow.process;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case is over: published for every process, in the transaction in which it ended, once all of its steps are known.
 *
 * @param outcome the id of the end that it came to; {@code cancelled} when it was stopped from outside
 * @param name the end in words
 * @param parent the case in whose diagram it was called; null when none did
 * @param steps the boxes it passed, the first first
 * @param late the names of its tasks that were not done by their due date, once for each time
 */
public record CaseEnded(
        CaseKey key,
        String outcome,
        String name,
        Instant startedAt,
        Instant endedAt,
        @Nullable CaseKey parent,
        List<StepTime> steps,
        List<String> late) {

    /** How long a case was at one box. */
    public record StepTime(String elementId, String name, Instant from, Instant until) {}
}
