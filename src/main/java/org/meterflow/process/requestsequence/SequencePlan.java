package org.meterflow.process.requestsequence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a box wants sent, and in which order.
 *
 * @param goOn whether the others are sent though one has failed
 * @param undo by the name of a request, what takes back what it did
 */
record SequencePlan(List<NamedService> requests, boolean goOn, List<NamedService> undo) {

    static final String REQUESTS = "requests";
    static final String ON_FAILURE = "onFailure";
    static final String UNDO = "undo";
    static final String GO_ON = "goOn";
    static final String STOP = "stop";

    /** @throws IllegalArgumentException with a sentence when what is said makes no sequence */
    static SequencePlan of(Map<String, String> said) {
        return new SequencePlan(
                NamedService.list(said.getOrDefault(REQUESTS, "")),
                said.getOrDefault(ON_FAILURE, STOP).strip().equals(GO_ON),
                NamedService.list(said.getOrDefault(UNDO, "")));
    }

    /** What is to be sent next, after these; empty when nothing is. */
    Optional<SequenceStep> next(List<SequenceStep> sent) {
        List<SequenceStep> forward =
                sent.stream().filter(step -> !step.undoing()).toList();
        if (!goOn && forward.stream().anyMatch(SequenceStep::failed)) {
            return nextUndo(sent, forward);
        }
        return requests.stream()
                .filter(request ->
                        forward.stream().noneMatch(step -> step.name().equals(request.name())))
                .findFirst()
                .map(request -> SequenceStep.open(request, false));
    }

    /** The last that was done is taken back first. */
    private Optional<SequenceStep> nextUndo(List<SequenceStep> sent, List<SequenceStep> forward) {
        List<SequenceStep> backwards = new ArrayList<>(forward);
        Collections.reverse(backwards);
        return backwards.stream()
                .filter(SequenceStep::done)
                .filter(step -> sent.stream()
                        .noneMatch(other -> other.undoing() && other.name().equals(step.name())))
                .flatMap(step -> undo.stream().filter(one -> one.name().equals(step.name())))
                .findFirst()
                .map(one -> SequenceStep.open(one, true));
    }
}
