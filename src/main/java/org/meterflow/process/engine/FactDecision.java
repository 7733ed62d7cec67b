package org.meterflow.process.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.meterflow.process.CaseKey;
import org.meterflow.process.kit.Answers;

/**
 * A box that asks a decision table: its inputs are what the box maps, what the process knows of the case and what came of
 * other boxes, by name; its outputs are read as what came of the box, {@code ${box.output}}.
 */
final class FactDecision extends AbstractBpmnActivityBehavior {

    private final String table;
    private final String title;
    private final CaseWords words;
    private final Answers answers;

    FactDecision(String table, String title, CaseWords words, Answers answers) {
        this.table = table;
        this.title = title;
        this.words = words;
        this.answers = answers;
    }

    @Override
    public void execute(ActivityExecution execution) throws Exception {
        ExecutionEntity entity = (ExecutionEntity) execution;
        CaseKey key = new CaseKey(entity.getProcessDefinition().getKey(), entity.getProcessBusinessKey());
        ProcessEngineConfigurationImpl engine = Context.getProcessEngineConfiguration();
        DmnModelInstance model = model(engine);
        Map<String, Object> inputs = inputs(entity, key, model);
        MatchedRules.last();
        var result = engine.getDecisionService().evaluateDecisionTableByKey(table, inputs);
        List<String> rules = MatchedRules.last();
        if (result.isEmpty()) {
            throw new IllegalStateException("The decision table " + table + " has no rule for this case");
        }
        Map<String, Object> outputs = new HashMap<>(result.getFirstResult().getEntryMap());
        outputs.values().removeIf(Objects::isNull);
        answers.decided(key, execution.getCurrentActivityId(), title, outputs, sentence(model, rules, outputs));
        leave(execution);
    }

    private DmnModelInstance model(ProcessEngineConfigurationImpl engine) {
        return engine.getRepositoryService()
                .getDmnModelInstance(engine.getRepositoryService()
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(table)
                        .latestVersion()
                        .singleResult()
                        .getId());
    }

    private Map<String, Object> inputs(ExecutionEntity execution, CaseKey key, DmnModelInstance model) {
        Map<String, Object> inputs = new HashMap<>();
        model.getModelElementsByType(InputExpression.class)
                .forEach(input -> inputs.put(input.getText().getTextContent().strip(), null));
        boxes(execution.getProcessDefinition()).forEach(box -> inputs.put(box, words.of(key, box)));
        inputs.putAll(words.facts(key));
        inputs.put(AnswerResolver.FACTS, words.facts(key));
        inputs.putAll(execution.getVariables());
        return inputs;
    }

    /** Those inside of frames too. */
    private static Stream<String> boxes(ScopeImpl scope) {
        return scope.getActivities().stream().flatMap(box -> Stream.concat(Stream.of(box.getId()), boxes(box)));
    }

    /** What the rules that fitted say of themselves, and what they give, by the labels of the table. */
    private static String sentence(DmnModelInstance model, List<String> rules, Map<String, Object> outputs) {
        Stream<String> given = model.getModelElementsByType(Output.class).stream()
                .filter(output -> outputs.containsKey(output.getName()))
                .map(output ->
                        ElementNames.of(output.getLabel(), output.getName()) + ": " + outputs.get(output.getName()));
        return Stream.concat(Stream.of(words(model, rules)).filter(words -> !words.isEmpty()), given)
                .collect(Collectors.joining("; "));
    }

    private static String words(DmnModelInstance model, List<String> rules) {
        return rules.stream()
                .flatMap(rule -> Stream.ofNullable(model.<Rule>getModelElementById(rule)))
                .flatMap(rule -> Stream.ofNullable(rule.getDescription()))
                .map(description -> description.getTextContent().strip())
                .collect(Collectors.joining("; "));
    }
}
