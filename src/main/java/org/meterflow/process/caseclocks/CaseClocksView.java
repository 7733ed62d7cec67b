package org.meterflow.process.caseclocks;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.CaseViews;
import org.meterflow.process.Facts;
import org.meterflow.process.caseclocks.WatchedClock.State;
import org.meterflow.process.engine.Cases;
import org.springframework.stereotype.Component;

@Component
class CaseClocksView implements CaseView {

    private final WatchedClocks rows;
    private final CaseViews views;
    private final Cases cases;

    CaseClocksView(WatchedClocks rows, CaseViews views, Cases cases) {
        this.rows = rows;
        this.views = views;
        this.cases = cases;
    }

    @Override
    public String process() {
        return CaseClocks.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return caseId.contains(":")
                ? Optional.of(rows.of(CaseClocks.watched(caseId)))
                        .filter(clocks -> !clocks.isEmpty())
                        .map(clocks -> facts(caseId, clocks))
                : Optional.empty();
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return rows.search(text, limit, offset);
    }

    private CaseFacts facts(String caseId, List<WatchedClock> clocks) {
        CaseKey key = new CaseKey(CaseClocks.PROCESS, caseId);
        CaseKey watched = CaseClocks.watched(caseId);
        Optional<CaseFacts> about = views.facts(watched);
        Facts facts = new Facts();
        clocks.stream()
                .filter(each -> each.state() == State.RUNNING)
                .forEach(each -> facts.with(each.clock() + " due", each.due()));
        about.ifPresent(parent -> parent.facts().forEach(facts::with));
        boolean watching = cases.isRunning(key);
        return new CaseFacts(
                key,
                "Clocks of " + about.map(CaseFacts::about).orElse(watched.caseId()),
                watching ? "Watching" : "Ended",
                facts,
                watching ? null : "Ended",
                watched,
                Set.of(),
                since(clocks));
    }

    private static Instant since(List<WatchedClock> clocks) {
        return clocks.stream()
                .map(WatchedClock::from)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
