package org.meterflow.process.foureyes;

import java.time.Clock;
import java.util.List;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.meterflow.process.foureyes.Approval.Outcome;
import org.springframework.stereotype.Component;

/** An approval whose case has been cancelled, or has gone on without it, is neither given nor refused. */
@Component
class CancelledApprovals implements Cancellable {

    private final Approvals approvals;
    private final Clock clock;

    CancelledApprovals(Approvals approvals, Clock clock) {
        this.approvals = approvals;
        this.clock = clock;
    }

    @Override
    public String process() {
        return Approval.PROCESS;
    }

    @Override
    public Cancelling cancelling(String caseId) {
        return approvals
                .find(caseId)
                .filter(approval -> approval.outcome() == null)
                .map(approval -> Cancelling.of(
                        List.of("Nobody decides any more about “%s”.".formatted(approval.title())), List.of()))
                .orElse(Cancelling.NOTHING);
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        approvals
                .find(caseId)
                .filter(approval -> approval.outcome() == null)
                .ifPresent(approval -> approvals.end(caseId, Outcome.WITHDRAWN, clock.instant()));
        return false;
    }
}
