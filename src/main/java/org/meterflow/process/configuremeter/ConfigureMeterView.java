package org.meterflow.process.configuremeter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

@Component
class ConfigureMeterView implements CaseView {

    private final PlacedCalls calls;

    ConfigureMeterView(PlacedCalls calls) {
        this.calls = calls;
    }

    @Override
    public String process() {
        return ConfigureMeter.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(ConfigureMeter.key(caseId))
                .map(call -> calls.show(
                        call,
                        "The meter is set up",
                        ConfigureMeter.SET.equals(call.outcome()) ? "Set up" : "Not all set",
                        new Facts().with("Switch", call.said(ConfigureMeter.SWITCH)),
                        Set.of()));
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(ConfigureMeter.PROCESS, text, limit, offset);
    }
}
