package org.meterflow.process.requestsequence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.engine.Cases;
import org.springframework.stereotype.Component;

@Component
class RequestSequenceView implements CaseView {

    private final Sequences sequences;
    private final Cases cases;

    RequestSequenceView(Sequences sequences, Cases cases) {
        this.sequences = sequences;
        this.cases = cases;
    }

    @Override
    public String process() {
        return Sequence.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return sequences.find(caseId).map(this::facts);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return sequences.search(text, limit, offset);
    }

    private CaseFacts facts(Sequence sequence) {
        Facts facts = new Facts();
        for (int i = 0; i < sequence.steps().size(); i++) {
            facts.with("Request " + (i + 1), sequence.steps().get(i).words());
        }
        String ended = Sequence.DONE.equals(sequence.outcome()) ? "Done" : "Failed";
        return new CaseFacts(
                sequence.key(),
                sequence.title(),
                sequence.outcome() == null ? state(sequence) : ended,
                facts,
                sequence.outcome() == null ? null : ended,
                sequence.parent(),
                Set.of(),
                sequence.askedAt());
    }

    /** One that was cut off sends nothing any more. */
    private String state(Sequence sequence) {
        return cases.isRunning(sequence.key()) ? "Under way" : "No longer needed";
    }
}
