package org.meterflow.process.requestsequence;

import java.time.Clock;
import java.util.List;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.springframework.stereotype.Component;

/** A sequence whose asking case has been cancelled, or has gone on without it, ends where it is, and undoes nothing. */
@Component
class CancelledSequences implements Cancellable {

    private final Sequences sequences;
    private final Clock clock;

    CancelledSequences(Sequences sequences, Clock clock) {
        this.sequences = sequences;
        this.clock = clock;
    }

    @Override
    public String process() {
        return Sequence.PROCESS;
    }

    @Override
    public Cancelling cancelling(String caseId) {
        return sequences
                .find(caseId)
                .filter(sequence -> sequence.outcome() == null)
                .map(sequence -> Cancelling.of(
                        List.of("“%s” sends no more requests, and undoes none.".formatted(sequence.title())),
                        List.of("“%s”: what devices have done so far.".formatted(sequence.title()))))
                .orElse(Cancelling.NOTHING);
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        sequences
                .find(caseId)
                .filter(sequence -> sequence.outcome() == null)
                .ifPresent(sequence -> sequences.end(caseId, Sequence.FAILED, clock.instant()));
        return false;
    }
}
