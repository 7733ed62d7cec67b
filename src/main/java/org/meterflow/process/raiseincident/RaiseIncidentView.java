package org.meterflow.process.raiseincident;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.incident.Incidents;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

/** The box as people see it. Where its case is cancelled, the incident goes on. */
@Component
class RaiseIncidentView implements CaseView, Cancellable {

    private final PlacedCalls calls;
    private final Incidents incidents;

    RaiseIncidentView(PlacedCalls calls, Incidents incidents) {
        this.calls = calls;
        this.incidents = incidents;
    }

    @Override
    public String process() {
        return RaiseIncident.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return find(caseId).map(this::show);
    }

    private CaseFacts show(PlacedCall call) {
        Facts facts = new Facts()
                .with("Incident", number(call).orElse(null))
                .with("What is wrong", call.said(RaiseIncident.TITLE))
                .with("Waits until", RaiseIncident.waits(call) ? call.after(RaiseIncident.WITHIN) : null);
        return calls.show(call, "Waiting for the incident", RaiseIncident.words(call.outcome()), facts, Set.of());
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(RaiseIncident.PROCESS, text, limit, offset);
    }

    @Override
    public Cancelling cancelling(String caseId) {
        return find(caseId)
                .flatMap(this::number)
                .map(number ->
                        Cancelling.of(List.of(), List.of("Incident " + number + " goes on: its team resolves it.")))
                .orElse(Cancelling.NOTHING);
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        return false;
    }

    private Optional<PlacedCall> find(String caseId) {
        return calls.find(new CaseKey(RaiseIncident.PROCESS, caseId));
    }

    private Optional<String> number(PlacedCall call) {
        return incidents.raisedBy(call.parent(), call.key().caseId());
    }
}
