package org.meterflow.process.engine;

import java.util.List;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;

/** Which rules of a table have just fitted: the engine tells its listeners, and not who asks the table. */
final class MatchedRules implements DmnDecisionTableEvaluationListener {

    private static final ThreadLocal<List<String>> LAST = ThreadLocal.withInitial(List::of);

    @Override
    public void notify(DmnDecisionTableEvaluationEvent event) {
        LAST.set(event.getMatchingRules().stream()
                .map(DmnEvaluatedDecisionRule::getId)
                .toList());
    }

    /** Ids of the rules that fitted when this thread last asked a table. */
    static List<String> last() {
        List<String> rules = LAST.get();
        LAST.remove();
        return rules;
    }
}
