package org.meterflow.process.openissue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

@Component
class OpenIssueView implements CaseView {

    private final PlacedCalls calls;

    OpenIssueView(PlacedCalls calls) {
        this.calls = calls;
    }

    @Override
    public String process() {
        return OpenIssue.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(OpenIssue.PROCESS, caseId)).map(this::show);
    }

    private CaseFacts show(PlacedCall call) {
        return calls.show(
                call,
                "Being opened",
                OpenIssue.JOINED.equals(call.outcome()) ? "Joined" : "Opened",
                new Facts().with("What the problem is", call.said(OpenIssue.TITLE)),
                Set.of());
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(OpenIssue.PROCESS, text, limit, offset);
    }
}
