package org.meterflow.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Trouble;
import org.meterflow.process.engine.Troubles;
import org.springframework.stereotype.Component;

/** Which of the cases on a page have steps that failed. */
@Component
class CaseTroubles {

    private final Troubles troubles;

    CaseTroubles(Troubles troubles) {
        this.troubles = troubles;
    }

    Map<CaseKey, Trouble> of(Stream<CaseFacts> cases) {
        Map<String, List<CaseFacts>> byProcess =
                cases.collect(Collectors.groupingBy(each -> each.key().process()));
        Map<CaseKey, Trouble> found = new HashMap<>();
        byProcess.forEach((process, those) -> troubles.ofCases(
                        process, those.stream().map(each -> each.key().caseId()).toList())
                .forEach((id, trouble) -> found.put(new CaseKey(process, id), trouble)));
        return found;
    }
}
