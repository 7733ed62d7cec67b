package org.meterflow.process.drawn;

import java.util.List;
import java.util.Optional;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.CaseViewsByName;
import org.meterflow.process.Facts;
import org.meterflow.process.SearchTerms;
import org.meterflow.process.engine.DrawnProcesses;
import org.meterflow.process.engine.RestingPlaces;
import org.springframework.stereotype.Component;

/** What others see of cases whose process has no program. */
@Component
class DrawnViews implements CaseViewsByName {

    private final DrawnProcesses processes;
    private final DrawnRows rows;
    private final RestingPlaces places;
    private final SearchTerms terms;

    DrawnViews(DrawnProcesses processes, DrawnRows rows, RestingPlaces places, SearchTerms terms) {
        this.processes = processes;
        this.rows = rows;
        this.places = places;
        this.terms = terms;
    }

    @Override
    public Optional<CaseView> view(String process) {
        return processes.isDrawn(process) ? Optional.of(new View(process)) : Optional.empty();
    }

    @Override
    public List<String> search(String text, int limit) {
        return rows.search(text.strip(), terms.of(text), limit);
    }

    private CaseFacts facts(DrawnCase drawn) {
        Facts facts = new Facts();
        drawn.facts().forEach(fact -> fact.addTo(facts));
        Starter.Caller caller = drawn.startedBy().caller();
        return new CaseFacts(
                drawn.key(),
                drawn.about(),
                drawn.outcome() == null ? places.of(drawn.key()).orElse("Beginning") : drawn.outcome(),
                facts,
                drawn.outcome(),
                caller == null ? null : caller.parent(),
                drawn.parties(),
                drawn.startedAt());
    }

    private final class View implements CaseView {

        private final String process;

        View(String process) {
            this.process = process;
        }

        @Override
        public String process() {
            return process;
        }

        @Override
        public Optional<CaseFacts> show(String caseId) {
            return rows.find(new CaseKey(process, caseId)).map(DrawnViews.this::facts);
        }

        @Override
        public List<String> search(String text, int limit, int offset) {
            return rows.search(process, text.strip(), terms.of(text), limit, offset);
        }
    }
}
