package org.meterflow.process.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Step;

/** What a case waits for, in words: at each step where it rests, and until when. */
final class CaseWaits {

    /** What is around other boxes, or waits for other branches of the case. */
    private static final Set<String> MERELY_AROUND =
            Set.of("subProcess", "multiInstanceBody", "parallelGateway", "inclusiveGateway");

    private final ProcessEngine engine;
    private final Function<CaseKey, List<String>> waitsOfCalled;

    CaseWaits(ProcessEngine engine, Function<CaseKey, List<String>> waitsOfCalled) {
        this.engine = engine;
        this.waitsOfCalled = waitsOfCalled;
    }

    List<String> of(HistoricProcessInstance instance, List<Step> open) {
        Map<String, Instant> timers = timers(instance.getId());
        return open.stream()
                .filter(step -> !MERELY_AROUND.contains(step.type()))
                .flatMap(step -> waits(step, timers, instance.getProcessDefinitionId()).stream())
                .distinct()
                .toList();
    }

    /** What a called case waits for is what its caller waits for. */
    private List<String> waits(Step step, Map<String, Instant> timers, String definition) {
        List<String> called = step.called() == null ? List.of() : waitsOfCalled.apply(step.called());
        if (!called.isEmpty()) {
            return called.stream().map(what -> step.name() + ": " + what).toList();
        }
        return List.of(
                engine.getRepositoryService().getBpmnModelInstance(definition).getModelElementById(step.elementId())
                                instanceof EventBasedGateway gateway
                        ? whicheverComesFirst(gateway, timers)
                        : until(step.name(), timers.get(step.elementId())));
    }

    private static String whicheverComesFirst(EventBasedGateway gateway, Map<String, Instant> timers) {
        return gateway.getOutgoing().stream()
                .map(SequenceFlow::getTarget)
                .map(event -> until(ElementNames.of(event, event.getId()), timers.get(event.getId())))
                .collect(Collectors.joining(" or "));
    }

    private static String until(String what, @Nullable Instant until) {
        return until == null ? what : what + ", until " + until;
    }

    private Map<String, Instant> timers(String processInstanceId) {
        Map<String, String> elements = engine.getManagementService().createJobDefinitionQuery().list().stream()
                .collect(Collectors.toMap(JobDefinition::getId, JobDefinition::getActivityId, (one, other) -> one));
        return engine
                .getManagementService()
                .createJobQuery()
                .processInstanceId(processInstanceId)
                .timers()
                .list()
                .stream()
                .filter(job -> job.getDuedate() != null && elements.containsKey(job.getJobDefinitionId()))
                .collect(Collectors.toMap(
                        job -> Objects.requireNonNull(elements.get(job.getJobDefinitionId())),
                        job -> job.getDuedate().toInstant(),
                        (one, other) -> one.isBefore(other) ? one : other));
    }
}
