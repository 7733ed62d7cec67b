package org.meterflow.process.foureyes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseView;
import org.meterflow.process.CaseViews;
import org.meterflow.process.Facts;
import org.springframework.stereotype.Component;

@Component
class FourEyesView implements CaseView {

    private final Approvals approvals;
    private final CaseViews views;

    FourEyesView(Approvals approvals, CaseViews views) {
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

    /** What the asking case is about, and what of it is asked. */
    private CaseFacts facts(Approval approval) {
        Optional<CaseFacts> asking = views.facts(approval.parent());
        Facts facts = new Facts().with("Question", approval.question()).with("Decide by", approval.deadline());
        asking.ifPresent(parent -> parent.facts().forEach(facts::with));
        return new CaseFacts(
                approval.key(),
                approval.title() + ": "
                        + asking.map(CaseFacts::about).orElse(approval.parent().caseId()),
                approval.state(),
                facts,
                approval.outcome() == null ? null : approval.state(),
                approval.parent(),
                Set.of(),
                approval.askedAt());
    }
}
