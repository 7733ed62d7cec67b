package org.meterflow.process.fieldvisit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

@Component
class FieldVisitView implements CaseView {

    private final PlacedCalls calls;
    private final Visits visits;
    private final VisitTimes times;

    FieldVisitView(PlacedCalls calls, Visits visits, VisitTimes times) {
        this.calls = calls;
        this.visits = visits;
        this.times = times;
    }

    @Override
    public String process() {
        return FieldVisit.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(FieldVisit.key(caseId))
                .flatMap(call -> visits.find(caseId).map(visit -> show(call, visit)));
    }

    private CaseFacts show(PlacedCall call, Visit visit) {
        boolean booked = visit.slot() != null;
        Facts facts = new Facts()
                .with(VisitFact.METER_POINT, visit.mpxn())
                .with(VisitFact.ABOUT, visit.about())
                .with(VisitFact.SLOT_FROM, visit.slot())
                .with(VisitFact.SLOT_UNTIL, booked ? times.end(visit) : null)
                .with(VisitFact.PRIORITY, visit.priority() ? true : null)
                .with(VisitFact.MISSED_SLOTS, visit.missed() == 0 ? null : visit.missed())
                .with(VisitFact.VISITS_WITHOUT_ACCESS, visit.tries() == 0 ? null : visit.tries())
                .with(VisitFact.NOTE, visit.note());
        String outcome = call.outcome() == null ? "" : VisitWords.of(call.outcome());
        return calls.show(
                call,
                booked ? "Booked" : "Being booked",
                outcome.isEmpty() ? "" : outcome.substring(0, 1).toUpperCase(Locale.UK) + outcome.substring(1),
                facts,
                Set.of());
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(FieldVisit.PROCESS, text, limit, offset);
    }
}
