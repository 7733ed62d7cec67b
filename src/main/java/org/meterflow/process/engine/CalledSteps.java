package org.meterflow.process.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallableElementActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.core.model.CallableElement;
import org.camunda.bpm.engine.impl.core.model.CallableElementParameter;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ParameterValueProvider;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.meterflow.process.CaseKey;
import org.meterflow.process.kit.CalledStep;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.kit.StepsByName;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/** Gives a box that calls a placed step what the step needs, so that nobody has to write it into the diagram. */
final class CalledSteps extends AbstractBpmnParseListener {

    private final ObjectProvider<CalledStep> steps;
    private final ObjectProvider<StepsByName> byName;

    CalledSteps(ObjectProvider<CalledStep> steps, ObjectProvider<StepsByName> byName) {
        this.steps = steps;
        this.byName = byName;
    }

    @Override
    public void parseCallActivity(Element box, ScopeImpl scope, ActivityImpl activity) {
        if (activity.getActivityBehavior() instanceof CallableElementActivityBehavior behavior && !namesItsCase(box)) {
            step(box.attribute("calledElement")).ifPresent(step -> {
                Key key = new Key(step, activity.getId(), box.attribute("name", activity.getId()), properties(box));
                CallableElement called = behavior.getCallableElement();
                called.setBusinessKeyValueProvider(key);
                CallableElementParameter caseId = new CallableElementParameter();
                caseId.setSourceValueProvider(key);
                caseId.setTarget(Cases.CASE_ID);
                called.addInput(caseId);
            });
        }
    }

    /** A process of the program that has prepared the case that the box calls. */
    private static boolean namesItsCase(Element box) {
        return Optional.ofNullable(box.element("extensionElements")).stream()
                .flatMap(extensions -> extensions.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "in").stream())
                .anyMatch(in -> in.attribute("businessKey") != null);
    }

    private Optional<CalledStep> step(String process) {
        return steps.stream()
                .filter(each -> each.process().equals(process))
                .findFirst()
                .or(() -> byName.stream()
                        .flatMap(drawn -> drawn.step(process).stream())
                        .findFirst());
    }

    private static Map<String, String> properties(Element box) {
        Map<String, String> said = new TreeMap<>();
        Optional.ofNullable(box.element("extensionElements")).stream()
                .flatMap(extensions ->
                        extensions.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "properties").stream())
                .flatMap(properties -> properties.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "property").stream())
                .forEach(property -> said.put(property.attribute("name"), property.attribute("value", "")));
        return said;
    }

    /** The id of the called case. */
    private record Key(CalledStep step, String box, String title, Map<String, String> said)
            implements ParameterValueProvider {

        @Override
        public Object getValue(VariableScope scope) {
            ExecutionEntity execution = (ExecutionEntity) scope;
            CaseKey parent = new CaseKey(execution.getProcessDefinition().getKey(), execution.getProcessBusinessKey());
            List<String> judged = TaskMarks.ids(said.getOrDefault(TaskMarks.ANOTHER_PERSON_THAN, ""));
            Map<String, String> workedOut = new TreeMap<>(said);
            workedOut.replaceAll((name, written) ->
                    isMarkup(name) ? SaidValue.markup(written, scope) : SaidValue.of(written, scope));
            return step.prepare(
                    new CalledStep.Call(parent, box, execution.getActivityInstanceId(), title, workedOut, judged));
        }

        private boolean isMarkup(String name) {
            PlacedStep placed = ClassUtils.getUserClass(step).getAnnotation(PlacedStep.class);
            return placed != null
                    && Stream.of(placed.markup())
                            .anyMatch(each -> each.endsWith(".") ? name.startsWith(each) : name.equals(each));
        }

        @Override
        public boolean isDynamic() {
            return true;
        }
    }
}
