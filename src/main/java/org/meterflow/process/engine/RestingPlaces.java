package org.meterflow.process.engine;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.meterflow.process.CaseKey;
import org.springframework.stereotype.Component;

/** The boxes at which a case rests, by name: what can be said of where it stands by a process that says nothing itself. */
@Component
public class RestingPlaces {

    /** What is around other boxes, or waits for other branches of the case. */
    private static final Set<String> MERELY_AROUND =
            Set.of("subProcess", "multiInstanceBody", "parallelGateway", "inclusiveGateway");

    private final ProcessEngine engine;

    RestingPlaces(ProcessEngine engine) {
        this.engine = engine;
    }

    /** The names with commas; empty when it rests nowhere. */
    public Optional<String> of(CaseKey key) {
        HistoricProcessInstance instance = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(key.process())
                .processInstanceBusinessKey(key.caseId())
                .unfinished()
                .singleResult();
        return instance == null
                ? Optional.empty()
                : Optional.of(names(instance.getId())).filter(names -> !names.isEmpty());
    }

    private String names(String instance) {
        return engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance)
                .unfinished()
                .list()
                .stream()
                .filter(box -> !MERELY_AROUND.contains(box.getActivityType()))
                .map(RestingPlaces::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String name(HistoricActivityInstance box) {
        return ElementNames.of(box.getActivityName(), box.getActivityId());
    }
}
