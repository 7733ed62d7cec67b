package org.meterflow.process.engine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;

/** Which boxes of a diagram belong to one branch alone: a token that leaves its branch would be missed, or be there twice. */
final class Branches {

    private final Collection<FlowElement> elements;

    Branches(Collection<FlowElement> elements) {
        this.elements = elements;
    }

    /** Whether a token may go to a box while another one stands elsewhere. */
    boolean apart(FlowNode target, FlowNode other) {
        if (other instanceof SubProcess sub && sub.triggeredByEvent()) {
            return true;
        }
        if (reaches(other, target) || forksTo(other).noneMatch(fork -> reaches(fork, target))) {
            return false;
        }
        return joins(other) ? forksTo(other).noneMatch(fork -> reaches(target, fork)) : !reaches(target, other);
    }

    private Stream<FlowNode> forksTo(FlowNode other) {
        return elements.stream().filter(this::forks).map(FlowNode.class::cast).filter(fork -> reaches(fork, other));
    }

    private static boolean parallel(FlowElement element) {
        return element instanceof ParallelGateway || element instanceof InclusiveGateway;
    }

    private static boolean joins(FlowNode node) {
        return parallel(node) && node.getIncoming().size() > 1;
    }

    private boolean forks(FlowElement element) {
        return element instanceof Activity activity
                ? eventsAt(activity).anyMatch(event -> !event.cancelActivity())
                : parallel(element) && ((FlowNode) element).getOutgoing().size() > 1;
    }

    private boolean reaches(FlowNode from, FlowNode to) {
        Set<String> seen = new HashSet<>(Set.of(from.getId()));
        Deque<FlowNode> ahead = new ArrayDeque<>(Set.of(from));
        while (!ahead.isEmpty()) {
            FlowNode node = ahead.pop();
            if (node.getId().equals(to.getId())) {
                return true;
            }
            next(node).filter(each -> seen.add(each.getId())).forEach(ahead::add);
        }
        return false;
    }

    private Stream<FlowNode> next(FlowNode node) {
        return Stream.concat(node.getOutgoing().stream().map(SequenceFlow::getTarget), eventsAt(node));
    }

    private Stream<BoundaryEvent> eventsAt(FlowNode node) {
        return elements.stream()
                .filter(BoundaryEvent.class::isInstance)
                .map(BoundaryEvent.class::cast)
                .filter(event -> event.getAttachedTo().getId().equals(node.getId()));
    }
}
