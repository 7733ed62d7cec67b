package org.meterflow.process.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.TransitionInstance;

/**
 * A place where a case stands: a box, or the way into one that the engine has not begun.
 *
 * @param id of the engine's own for this visit
 * @param begun whether the box has begun
 * @param activity the box; of one that is done several times, the engine's name for all of them
 * @param around what it is in, the innermost first and the process last
 */
record Token(String id, boolean begun, String activity, List<ActivityInstance> around) {

    private static final String SEVERAL_TIMES = "#multiInstanceBody";

    static List<Token> in(ActivityInstance process) {
        List<Token> found = new ArrayList<>();
        collect(process, List.of(), found);
        return found;
    }

    private static void collect(ActivityInstance scope, List<ActivityInstance> outside, List<Token> found) {
        List<ActivityInstance> around = new ArrayList<>(List.of(scope));
        around.addAll(outside);
        for (TransitionInstance way : scope.getChildTransitionInstances()) {
            found.add(new Token(way.getId(), false, way.getActivityId(), around));
        }
        for (ActivityInstance child : scope.getChildActivityInstances()) {
            if (isOne(child)) {
                found.add(new Token(child.getId(), true, child.getActivityId(), around));
            } else {
                collect(child, around, found);
            }
        }
    }

    private static boolean isOne(ActivityInstance child) {
        return child.getActivityId().endsWith(SEVERAL_TIMES)
                || (child.getChildActivityInstances().length == 0 && child.getChildTransitionInstances().length == 0);
    }

    String element() {
        return activity.replace(SEVERAL_TIMES, "");
    }

    /** What stands for this token inside of one of the scopes around it: itself, or the sub-process that it is in. */
    String seenFrom(ActivityInstance scope) {
        int at = depth(scope);
        return at == 0 ? id : around.get(at - 1).getId();
    }

    /** The same as an element of the diagram. */
    String elementSeenFrom(ActivityInstance scope) {
        int at = depth(scope);
        return at == 0 ? element() : around.get(at - 1).getActivityId();
    }

    boolean isIn(ActivityInstance scope) {
        return depth(scope) >= 0;
    }

    private int depth(ActivityInstance scope) {
        return around.stream().map(ActivityInstance::getId).toList().indexOf(scope.getId());
    }

    /** How the engine calls a box that is begun from outside. */
    static String entrance(String element, boolean severalTimes) {
        return severalTimes ? element + SEVERAL_TIMES : element;
    }
}
