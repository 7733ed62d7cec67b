package org.meterflow.process.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseDetails;
import org.meterflow.process.CaseFacts;

/**
 * A case as a party's program sees it.
 *
 * @param waitsFor in words: what has to happen next
 * @param outcome absent while the case is open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseAnswer(
        String process,
        String key,
        String state,
        Instant since,
        Map<String, String> facts,
        List<Passed> steps,
        List<String> waitsFor,
        @Nullable String outcome) {

    /** @param ended absent while the case is there */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Passed(
            String step,
            String name,
            Instant started,
            @Nullable Instant ended) {}

    /** @param withheld labels of facts that are not for the party that asks */
    static CaseAnswer of(CaseDetails details, Set<String> withheld) {
        CaseFacts facts = details.facts();
        Map<String, String> told = facts.facts().plain();
        told.keySet().removeAll(withheld);
        return new CaseAnswer(
                facts.key().process(),
                facts.key().caseId(),
                facts.state(),
                facts.since(),
                told,
                details.steps().stream()
                        .map(step -> new Passed(step.elementId(), step.name(), step.started(), step.ended()))
                        .toList(),
                details.waitsFor(),
                facts.outcome());
    }
}
