package org.meterflow.process.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.management.ActivityStatistics;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.ProcessSummary;
import org.meterflow.process.StepCount;
import org.meterflow.process.UnknownProcess;
import org.springframework.stereotype.Component;

/** The diagrams that are deployed, and where their cases rest. */
@Component
public class ProcessMaps {

    private final ProcessEngine engine;
    private final CaseViews views;

    ProcessMaps(ProcessEngine engine, CaseViews views) {
        this.engine = engine;
        this.views = views;
    }

    public List<ProcessSummary> all() {
        return engine
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .latestVersion()
                .orderByProcessDefinitionName()
                .asc()
                .list()
                .stream()
                .map(this::summary)
                .toList();
    }

    private ProcessSummary summary(ProcessDefinition definition) {
        String key = definition.getKey();
        return new ProcessSummary(
                key,
                definition.getName(),
                definition.getVersion(),
                engine
                        .getRepositoryService()
                        .getBpmnModelInstance(definition.getId())
                        .getModelElementsByType(org.camunda.bpm.model.bpmn.instance.Process.class)
                        .stream()
                        .flatMap(process -> process.getDocumentations().stream())
                        .map(documentation -> documentation.getTextContent().strip())
                        .findFirst()
                        .orElse(""),
                engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(key)
                        .count(),
                engine.getRuntimeService()
                        .createIncidentQuery()
                        .processDefinitionKeyIn(key)
                        .count());
    }

    /** The diagram's XML in its newest version. */
    public String diagram(String process) {
        try (var model =
                engine.getRepositoryService().getProcessModel(newest(process).getId())) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ProcessDefinition newest(String process) {
        return Optional.ofNullable(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .latestVersion()
                        .singleResult())
                .orElseThrow(() -> new UnknownProcess(process));
    }

    /** Where the running cases rest, over all versions, by element. */
    public List<StepCount> tokens(String process) {
        Map<String, FlowElement> elements = engine
                .getRepositoryService()
                .getBpmnModelInstance(newest(process).getId())
                .getModelElementsByType(FlowElement.class)
                .stream()
                .collect(Collectors.toMap(FlowElement::getId, Function.identity()));
        Map<String, StepCount> counts = new HashMap<>();
        engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(process).list().stream()
                .flatMap(version -> statistics(version.getId()).stream())
                .map(found -> stepCount(found, elements.get(found.getId())))
                .forEach(found -> counts.merge(found.elementId(), found, ProcessMaps::sum));
        return List.copyOf(counts.values());
    }

    private List<ActivityStatistics> statistics(String definitionId) {
        return engine.getManagementService()
                .createActivityStatisticsQuery(definitionId)
                .includeFailedJobs()
                .list();
    }

    private static StepCount stepCount(ActivityStatistics found, @Nullable FlowElement element) {
        return new StepCount(
                found.getId(),
                element == null || element.getName() == null ? found.getId() : element.getName(),
                element == null ? "" : element.getElementType().getTypeName(),
                found.getInstances(),
                found.getFailedJobs());
    }

    private static StepCount sum(StepCount one, StepCount other) {
        return new StepCount(
                one.elementId(),
                one.name(),
                one.type(),
                one.running() + other.running(),
                one.incidents() + other.incidents());
    }

    /** The cases that rest at this element of the diagram now, longest first. */
    public List<CaseFacts> casesAt(String process, String elementId, int page, int size) {
        return engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(process)
                .activityIdIn(elementId)
                .orderByProcessInstanceId()
                .asc()
                .listPage(page * size, size)
                .stream()
                .flatMap(instance -> views.facts(new CaseKey(process, instance.getBusinessKey())).stream())
                .toList();
    }
}
