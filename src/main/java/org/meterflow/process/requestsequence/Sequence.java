package org.meterflow.process.requestsequence;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;

/**
 * One time that a case comes to a box with a sequence.
 *
 * @param visit the time that the case has come to the box
 * @param said the properties of the box, worked out
 * @param steps what has been sent so far, in order
 * @param outcome done or failed; null while it runs
 */
record Sequence(
        String id,
        CaseKey parent,
        String box,
        String visit,
        String title,
        Map<String, String> said,
        Instant askedAt,
        List<SequenceStep> steps,
        @Nullable String outcome) {

    static final String PROCESS = "requestSequence";
    static final String DONE = "done";
    static final String FAILED = "failed";

    CaseKey key() {
        return new CaseKey(PROCESS, id);
    }

    SequencePlan plan() {
        return SequencePlan.of(said);
    }

    /** The one under way. */
    Optional<SequenceStep> open() {
        return steps.stream().filter(step -> step.outcome() == null).findFirst();
    }

    /** The first that failed, but for what takes others back. */
    Optional<SequenceStep> failure() {
        return steps.stream().filter(step -> step.failed() && !step.undoing()).findFirst();
    }

    Map<String, String> saidFor(SequenceStep step) {
        return saidFor(said, step);
    }

    /** What a step would say at a box of its own: its own properties, and failing those the common ones. */
    static Map<String, String> saidFor(Map<String, String> said, SequenceStep step) {
        Map<String, String> properties = new HashMap<>();
        for (String name : List.of("device", "meterPoint", "inTheNameOf", "within")) {
            properties.put(name, said.getOrDefault(name + "." + step.property(), said.getOrDefault(name, "")));
        }
        properties.put("service", step.service());
        properties.put("body", said.getOrDefault("body." + step.property(), ""));
        return properties;
    }
}
