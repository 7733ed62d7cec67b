package org.meterflow.process.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.springframework.stereotype.Component;

/**
 * The boxes to which a token can sensibly go: something is done or waited for there; it lies in what the token is in, or around
 * that; and no other token of the case would be met or missed.
 */
@Component
class MoveTargets {

    private final ProcessEngine engine;

    MoveTargets(ProcessEngine engine) {
        this.engine = engine;
    }

    /**
     * @param entrance as the engine begins it
     * @param scope in which it begins
     */
    record Found(String element, String name, String entrance, ActivityInstance scope) {}

    String name(String definition, String element) {
        FlowElement found =
                engine.getRepositoryService().getBpmnModelInstance(definition).getModelElementById(element);
        return words(found, element);
    }

    /** Of a diamond that waits for whichever comes first, what it waits for. */
    private static String words(FlowElement element, String id) {
        return element instanceof EventBasedGateway gateway
                ? gateway.getOutgoing().stream()
                        .map(SequenceFlow::getTarget)
                        .map(event -> ElementNames.of(event, event.getId()))
                        .collect(Collectors.joining(" or "))
                : ElementNames.of(element, id);
    }

    List<Found> of(String definition, Token token, List<Token> all) {
        BpmnModelInstance model = engine.getRepositoryService().getBpmnModelInstance(definition);
        List<Found> found = new ArrayList<>();
        for (ActivityInstance scope : token.around()) {
            List<Token> others = all.stream()
                    .filter(each -> each.isIn(scope) && !each.id().equals(token.id()))
                    .toList();
            if (others.stream().anyMatch(each -> each.seenFrom(scope).equals(token.seenFrom(scope)))) {
                return found;
            }
            found.addAll(in(model, scope, token, others));
        }
        return found;
    }

    private static List<Found> in(BpmnModelInstance model, ActivityInstance scope, Token token, List<Token> others) {
        Collection<FlowElement> elements = elements(model, scope);
        Branches branches = new Branches(elements);
        List<FlowNode> elsewhere = others.stream()
                .map(each -> model.<FlowNode>getModelElementById(each.elementSeenFrom(scope)))
                .toList();
        return elements.stream()
                .filter(MoveTargets::isBox)
                .map(FlowNode.class::cast)
                .filter(node -> !node.getId().equals(token.elementSeenFrom(scope)))
                .filter(node -> elsewhere.stream().allMatch(other -> branches.apart(node, other)))
                .map(node -> new Found(
                        node.getId(), words(node, node.getId()), Token.entrance(node.getId(), isRepeated(node)), scope))
                .toList();
    }

    private static Collection<FlowElement> elements(BpmnModelInstance model, ActivityInstance scope) {
        if (scope.getParentActivityInstanceId() == null) {
            return model.getModelElementsByType(Process.class).iterator().next().getFlowElements();
        }
        return model.<SubProcess>getModelElementById(scope.getActivityId()).getFlowElements();
    }

    private static boolean isBox(FlowElement element) {
        if (element instanceof SubProcess sub) {
            return !sub.triggeredByEvent();
        }
        return element instanceof Activity
                || element instanceof EventBasedGateway
                || (element instanceof IntermediateCatchEvent event
                        && event.getIncoming().stream()
                                .noneMatch(flow -> flow.getSource() instanceof EventBasedGateway));
    }

    private static boolean isRepeated(FlowNode node) {
        return node instanceof Activity activity
                && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics;
    }
}
