package org.meterflow.process.engine;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.springframework.stereotype.Component;

/** The teams to whom the diagrams that are in force offer tasks, themselves or by a step that they call. */
@Component
public class DrawnTeams {

    private final RepositoryService repository;

    DrawnTeams(ProcessEngine engine) {
        this.repository = engine.getRepositoryService();
    }

    public Set<String> inForce() {
        return repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .flatMap(diagram -> in(repository.getBpmnModelInstance(diagram.getId())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> in(BpmnModelInstance diagram) {
        return Stream.concat(
                diagram.getModelElementsByType(UserTask.class).stream()
                        .flatMap(task -> task.getCamundaCandidateGroupsList().stream())
                        .filter(name -> !name.startsWith("${")),
                diagram.getModelElementsByType(CamundaProperty.class).stream()
                        .filter(property -> PlacedCheck.TEAM.equals(property.getCamundaName()))
                        .flatMap(
                                property -> Stream.of(property.getCamundaValue().split("\\s*,\\s*"))));
    }
}
