package org.meterflow.process.foureyes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseView;
import org.meterflow.process.CaseViews;
import org.meterflow.process.Facts;
import org.meterflow.process.engine.Cases;
import org.springframework.stereotype.Component;

@Component
class FourEyesView implements CaseView {

    private final Approvals approvals;
    private final CaseViews views;
    private final Cases cases;

    FourEyesView(Approvals approvals, CaseViews views, Cases cases) {
        this.cases = cases;
        this.approvals = approvals;
        this.views = views;
    }

    @Override
    public String process() {
        return Approval.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return approvals.find(caseId).map(this::facts);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return approvals.search(text, limit, offset);
    }

    /** One that was cut off is not being decided any more. */
    private String state(Approval approval) {
        return approval.outcome() == null && !cases.isRunning(approval.key()) ? "No longer needed" : approval.state();
    }

    /** What the asking case is about, and what of it is asked. */
    private CaseFacts facts(Approval approval) {
        Optional<CaseFacts> asking = views.facts(approval.parent());
        Facts facts = new Facts().with("Question", approval.question()).with("Decide by", approval.deadline());
        asking.ifPresent(parent -> parent.facts().forEach(facts::with));
        return new CaseFacts(
                approval.key(),
                approval.title() + ": "
                        + asking.map(CaseFacts::about).orElse(approval.parent().caseId()),
                state(approval),
                facts,
                approval.outcome() == null ? null : approval.state(),
                approval.parent(),
                Set.of(),
                approval.askedAt());
    }
}
