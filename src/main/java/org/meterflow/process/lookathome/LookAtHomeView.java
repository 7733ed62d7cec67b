package org.meterflow.process.lookathome;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.springframework.stereotype.Component;

@Component
class LookAtHomeView implements CaseView {

    private final HomeLooks looks;

    LookAtHomeView(HomeLooks looks) {
        this.looks = looks;
    }

    @Override
    public String process() {
        return LookAtHome.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return looks.find(caseId).map(this::facts);
    }

    private CaseFacts facts(HomeLook look) {
        String state = look.found() == null ? "Looking" : "Looked";
        return new CaseFacts(
                new CaseKey(LookAtHome.PROCESS, look.id()),
                "Home of meter point " + look.meterPoint(),
                state,
                new Facts().with("Meter point", look.meterPoint()).with("Found", look.found()),
                look.found() == null ? null : state,
                look.parent(),
                Set.of(),
                look.askedAt());
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return looks.search(text, limit, offset);
    }
}
