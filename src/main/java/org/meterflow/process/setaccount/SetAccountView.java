package org.meterflow.process.setaccount;

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
class SetAccountView implements CaseView {

    private final PlacedCalls calls;

    SetAccountView(PlacedCalls calls) {
        this.calls = calls;
    }

    @Override
    public String process() {
        return SetAccount.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(SetAccount.PROCESS, caseId))
                .map(call -> calls.show(
                        call,
                        "The account is set",
                        SetAccount.SET.equals(call.outcome()) ? "Set" : "Not all set",
                        new Facts()
                                .with("Meter point", call.said(SetAccount.METER_POINT))
                                .with(
                                        "Wanted",
                                        call.said(SetAccount.AS).isEmpty()
                                                ? WantedAccount.of(call).words()
                                                : "As the meter before it"),
                        Set.of()));
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(SetAccount.PROCESS, text, limit, offset);
    }
}
