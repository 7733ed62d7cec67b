package org.meterflow.process.lastresortwork;

import java.util.List;
import java.util.Objects;
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
class LastResortWorkView implements CaseView {

    private final PlacedCalls calls;
    private final ConcernedMeterPoints points;

    LastResortWorkView(PlacedCalls calls, ConcernedMeterPoints points) {
        this.calls = calls;
        this.points = points;
    }

    @Override
    public String process() {
        return LastResortWork.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(LastResortWork.PROCESS, caseId)).map(this::show);
    }

    private CaseFacts show(PlacedCall call) {
        Counts counts = points.counts(call.parent().caseId());
        Facts facts = new Facts().with("Meter points", counts.all()).with("Of them prepayment", counts.prepayment());
        return calls.show(call, "Under way", ended(call), facts, Set.of());
    }

    private static String ended(PlacedCall call) {
        return switch (Objects.requireNonNullElse(call.outcome(), LastResortWork.ALL)) {
            case LastResortWork.SOME_LEFT -> "Some are left";
            case LastResortWork.IMPOSSIBLE -> "Not possible";
            default -> "Done";
        };
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(LastResortWork.PROCESS, text, limit, offset);
    }
}
