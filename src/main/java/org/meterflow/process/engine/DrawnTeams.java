package org.meterflow.process.engine;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.springframework.stereotype.Component;

/** The teams to whom the diagrams that are in force offer tasks: themselves, by a step that they call, or by a decision table. */
@Component
public class DrawnTeams {

    private final RepositoryService repository;

    DrawnTeams(ProcessEngine engine) {
        this.repository = engine.getRepositoryService();
    }

    public Set<String> inForce() {
        Stream<String> diagrams = repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .flatMap(diagram -> in(repository.getBpmnModelInstance(diagram.getId())));
        Stream<String> tables = repository.createDecisionDefinitionQuery().latestVersion().list().stream()
                .flatMap(table -> in(repository.getDmnModelInstance(table.getId())));
        return Stream.concat(diagrams, tables).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the rules of a table give as its output {@code team}. */
    private static Stream<String> in(DmnModelInstance table) {
        return table.getModelElementsByType(DecisionTable.class).stream().flatMap(decision -> {
            int team = List.copyOf(decision.getOutputs()).stream()
                    .map(Output::getName)
                    .toList()
                    .indexOf(PlacedCheck.TEAM);
            return team < 0
                    ? Stream.empty()
                    : decision.getRules().stream()
                            .map(rule -> List.copyOf(rule.getOutputEntries())
                                    .get(team)
                                    .getText()
                                    .getTextContent()
                                    .replace("\"", "")
                                    .strip());
        });
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
