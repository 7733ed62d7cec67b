package org.meterflow.process.lookatswitch;

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
class LookAtSwitchView implements CaseView {

    private final PlacedCalls calls;

    LookAtSwitchView(PlacedCalls calls) {
        this.calls = calls;
    }

    @Override
    public String process() {
        return LookAtSwitch.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(LookAtSwitch.PROCESS, caseId))
                .map(call -> calls.show(
                        call,
                        "Looking",
                        LookAtSwitch.FOUND.equals(call.outcome()) ? "A switch was found" : "No switch to return",
                        new Facts().with("Meter point", call.said(LookAtSwitch.METER_POINT)),
                        Set.of()));
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(LookAtSwitch.PROCESS, text, limit, offset);
    }
}
