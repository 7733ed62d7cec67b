package org.meterflow.process.restoremeter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

@Component
class RestoreMeterView implements CaseView {

    private final PlacedCalls calls;

    RestoreMeterView(PlacedCalls calls) {
        this.calls = calls;
    }

    @Override
    public String process() {
        return RestoreMeter.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(RestoreMeter.PROCESS, caseId))
                .map(call -> calls.show(
                        call,
                        "The meter is restored",
                        RestoreMeter.RESTORED.equals(call.outcome()) ? "Restored" : "Not all restored",
                        new Facts()
                                .with("Switch", call.said(RestoreMeter.SWITCH))
                                .with("Returned by", call.said(RestoreMeter.RETURNED_BY)),
                        Set.of()));
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(RestoreMeter.PROCESS, text, limit, offset);
    }
}
