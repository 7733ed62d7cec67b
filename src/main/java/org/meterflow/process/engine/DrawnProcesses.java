package org.meterflow.process.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.meterflow.process.Drawn;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** The processes that have no program, in the version by which new cases begin: whatever node has deployed it, and when. */
@Component
public class DrawnProcesses {

    private final RepositoryService repository;
    private final ApplicationContext beans;
    private final Map<String, DrawnProcess> byDefinition = new ConcurrentHashMap<>();
    private final Supplier<List<DrawnProcess>> all;

    DrawnProcesses(ProcessEngine engine, ApplicationContext beans, DeployedVersions versions) {
        this.repository = engine.getRepositoryService();
        this.beans = beans;
        this.all = versions.keep(this::readAll);
    }

    /** Whether no class stands behind a process of this id. */
    public boolean isDrawn(String process) {
        return !beans.containsBean(process) || beans.findAnnotationOnBean(process, Drawn.class) == null;
    }

    /** By name. */
    public List<DrawnProcess> all() {
        return all.get();
    }

    private List<DrawnProcess> readAll() {
        return repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(definition -> isDrawn(definition.getKey()))
                .map(this::read)
                .sorted(Comparator.comparing(DrawnProcess::name))
                .toList();
    }

    public Optional<DrawnProcess> find(String process) {
        return all().stream().filter(each -> each.process().equals(process)).findFirst();
    }

    /** What a diagram says of its start and itself, whether or not a class stands behind it. */
    Optional<DrawnProcess> inForce(String process) {
        return Optional.ofNullable(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .latestVersion()
                        .singleResult())
                .map(this::read);
    }

    private DrawnProcess read(ProcessDefinition definition) {
        return byDefinition.computeIfAbsent(definition.getId(), id -> read(definition.getKey(), id));
    }

    private DrawnProcess read(String key, String definition) {
        Process process = repository.getBpmnModelInstance(definition).getModelElementById(key);
        StartEvent start =
                process.getChildElementsByType(StartEvent.class).iterator().next();
        return new DrawnProcess(
                key,
                ElementNames.of(process.getName(), key),
                process.getDocumentations().stream()
                        .map(text -> text.getTextContent().strip())
                        .findFirst()
                        .orElse(""),
                ElementNames.of(start, start.getId()),
                DrawnFields.of(start),
                DrawnFields.properties(process));
    }
}
