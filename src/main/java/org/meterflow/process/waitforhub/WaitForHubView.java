package org.meterflow.process.waitforhub;

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
class WaitForHubView implements CaseView {

    private final PlacedCalls calls;

    WaitForHubView(PlacedCalls calls) {
        this.calls = calls;
    }

    @Override
    public String process() {
        return WaitForHub.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(WaitForHub.PROCESS, caseId)).map(this::show);
    }

    private CaseFacts show(PlacedCall call) {
        Facts facts = new Facts().with("Hub", call.said(WaitForHub.HUB)).with("Until", call.after("within"));
        return calls.show(
                call,
                "Waiting for a hub",
                WaitForHub.ON_LINE.equals(call.outcome()) ? "On line" : "Silent",
                facts,
                Set.of());
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(WaitForHub.PROCESS, text, limit, offset);
    }
}
