package org.meterflow.process.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityStartBehavior;

/**
 * Ends of ways that go beside the case, such as the payment for a delay, and say nothing of how it ended: nobody comes to them
 * but from an event that interrupts nothing.
 */
final class SideEnds {

    private SideEnds() {}

    static boolean is(ActivityImpl end) {
        Deque<ActivityImpl> ahead = new ArrayDeque<>();
        Set<ActivityImpl> seen = new HashSet<>();
        ahead.add(end);
        while (!ahead.isEmpty()) {
            ActivityImpl activity = ahead.remove();
            if (!seen.add(activity)) {
                continue;
            }
            if (activity.getIncomingTransitions().isEmpty() && !interruptsNothing(activity)) {
                return false;
            }
            activity.getIncomingTransitions().stream()
                    .map(PvmTransition::getSource)
                    .map(ActivityImpl.class::cast)
                    .forEach(ahead::add);
        }
        return true;
    }

    private static boolean interruptsNothing(ActivityImpl activity) {
        return activity.getActivityStartBehavior() == ActivityStartBehavior.CONCURRENT_IN_FLOW_SCOPE;
    }

    /** The last end of the case itself, when it came to one before. */
    static Optional<ActivityImpl> mainEnd(ProcessDefinitionEntity process, String instance, HistoryService history) {
        return history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance)
                .finished()
                .orderByHistoricActivityInstanceEndTime()
                .desc()
                .list()
                .stream()
                .filter(each -> each.getActivityType().endsWith("EndEvent"))
                .map(HistoricActivityInstance::getActivityId)
                .map(process::findActivity)
                .filter(end -> end != null && end.getFlowScope() == process && !is(end))
                .findFirst();
    }
}
