package org.meterflow.process.compensateconsumer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

@Component
class CompensateConsumerView implements CaseView {

    private final PlacedCalls calls;
    private final Compensations compensations;
    private final Parties parties;

    CompensateConsumerView(PlacedCalls calls, Compensations compensations, Parties parties) {
        this.calls = calls;
        this.compensations = compensations;
        this.parties = parties;
    }

    @Override
    public String process() {
        return CompensateConsumer.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(CompensateConsumer.PROCESS, caseId)).map(this::show);
    }

    private CaseFacts show(PlacedCall call) {
        Optional<Compensation> owed = compensations.find(call.key().caseId());
        Facts facts = new Facts()
                .with("Meter point", call.said(CompensationRules.METER_POINT))
                .with("Reason", call.said(CompensationRules.REASON))
                .with("Amount (£)", owed.map(Compensation::amount).orElse(null))
                .with(
                        "Paid by",
                        owed.map(Compensation::supplier).map(this::name).orElse(null))
                .with("Pay before", owed.map(Compensation::payBy).orElse(null))
                .with("Paid on", owed.map(Compensation::paidOn).orElse(null));
        Set<String> who = owed.map(Compensation::supplier).map(Set::of).orElse(Set.of());
        return calls.show(call, "Waiting for payment", "paid".equals(call.outcome()) ? "Paid" : "Unpaid", facts, who);
    }

    private String name(String party) {
        return parties.find(party).map(Party::name).orElse(party);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(CompensateConsumer.PROCESS, text, limit, offset);
    }
}
