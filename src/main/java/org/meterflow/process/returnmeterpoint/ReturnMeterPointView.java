package org.meterflow.process.returnmeterpoint;

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
class ReturnMeterPointView implements CaseView {

    private final PlacedCalls calls;

    ReturnMeterPointView(PlacedCalls calls) {
        this.calls = calls;
    }

    @Override
    public String process() {
        return ReturnMeterPoint.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(ReturnMeterPoint.PROCESS, caseId))
                .map(call -> calls.show(
                        call,
                        "The meter point goes back",
                        ReturnMeterPoint.RETURNED.equals(call.outcome()) ? "Returned" : "Not returned",
                        new Facts().with("Switch", call.said(ReturnMeterPoint.SWITCH)),
                        Set.of()));
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(ReturnMeterPoint.PROCESS, text, limit, offset);
    }
}
