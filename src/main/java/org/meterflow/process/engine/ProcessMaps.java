package org.meterflow.process.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.management.ActivityStatistics;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.ProcessSummary;
import org.meterflow.process.ProcessVersion;
import org.meterflow.process.StepCount;
import org.meterflow.process.Trouble;
import org.meterflow.process.UnknownProcess;
import org.springframework.stereotype.Component;

/** The diagrams that are deployed, and where their cases rest. */
@Component
public class ProcessMaps {

    private final ProcessEngine engine;
    private final CaseViews views;
    private final Troubles troubles;

    ProcessMaps(ProcessEngine engine, CaseViews views, Troubles troubles) {
        this.engine = engine;
        this.views = views;
        this.troubles = troubles;
    }

    public List<ProcessSummary> all() {
        Map<String, Trouble> failed = troubles.ofProcesses();
        return engine
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .latestVersion()
                .orderByProcessDefinitionName()
                .asc()
                .list()
                .stream()
                .map(definition -> summary(definition, failed.getOrDefault(definition.getKey(), Trouble.NONE)))
                .toList();
    }

    private ProcessSummary summary(ProcessDefinition definition, Trouble trouble) {
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
                trouble.retrying(),
                trouble.incidents());
    }

    /** The diagram's XML; without a version the newest. */
    public String diagram(String process, @Nullable Integer version) {
        String definition = definition(process, version).getId();
        try (var model = engine.getRepositoryService().getProcessModel(definition)) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ProcessDefinition definition(String process, @Nullable Integer version) {
        var query = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(process);
        return Optional.ofNullable((version == null ? query.latestVersion() : query.processDefinitionVersion(version))
                        .singleResult())
                .orElseThrow(() -> new UnknownProcess(process));
    }

    private List<ProcessDefinition> definitions(String process) {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .orderByProcessDefinitionVersion()
                .desc()
                .list();
    }

    /** The number of its newest version. */
    public int newest(String process) {
        return definition(process, null).getVersion();
    }

    /** The versions by which cases run now, the newest first. */
    public List<ProcessVersion> versions(String process) {
        return everyVersion(process).stream()
                .filter(version -> version.running() > 0)
                .toList();
    }

    /** Every version there has been, the newest first. */
    public List<ProcessVersion> everyVersion(String process) {
        return definitions(process).stream()
                .map(definition -> new ProcessVersion(
                        definition.getVersion(),
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionId(definition.getId())
                                .count()))
                .toList();
    }

    /** Where the running cases rest, by element; without a version those of all of them. */
    public List<StepCount> tokens(String process, @Nullable Integer version) {
        List<ProcessDefinition> counted =
                version == null ? definitions(process) : List.of(definition(process, version));
        if (counted.isEmpty()) {
            throw new UnknownProcess(process);
        }
        Map<String, Trouble> failed = troubles.ofSteps(process, version);
        Map<String, StepCount> counts = new HashMap<>();
        for (ProcessDefinition definition : counted) {
            for (ActivityStatistics found : engine.getManagementService()
                    .createActivityStatisticsQuery(definition.getId())
                    .list()) {
                counts.merge(elementId(found), step(definition, found, failed), ProcessMaps::sum);
            }
        }
        return List.copyOf(counts.values());
    }

    /** What a step is called in the newest version that has it. */
    public String stepName(String process, String elementId) {
        return definitions(process).stream()
                .map(version -> engine.getRepositoryService()
                        .getBpmnModelInstance(version.getId())
                        .<ModelElementInstance>getModelElementById(elementId))
                .filter(FlowElement.class::isInstance)
                .map(found -> ElementNames.of((FlowElement) found, elementId))
                .findFirst()
                .orElse(elementId);
    }

    private static String elementId(ActivityStatistics found) {
        return found.getId().replace("#multiInstanceBody", "");
    }

    private StepCount step(ProcessDefinition definition, ActivityStatistics found, Map<String, Trouble> failed) {
        String id = elementId(found);
        Trouble trouble = failed.getOrDefault(id, Trouble.NONE);
        FlowElement element = engine.getRepositoryService()
                .getBpmnModelInstance(definition.getId())
                .getModelElementById(id);
        return new StepCount(
                id,
                ElementNames.of(element, id),
                element == null ? "" : element.getElementType().getTypeName(),
                found.getInstances(),
                trouble.retrying(),
                trouble.incidents());
    }

    /** Of the same step in several versions: what has failed there was counted over all of them. */
    private static StepCount sum(StepCount one, StepCount other) {
        return new StepCount(
                one.elementId(),
                one.name(),
                one.type(),
                one.running() + other.running(),
                one.retrying(),
                one.incidents());
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
