package org.meterflow.process.engine;

import java.util.Map;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.meterflow.identifier.Reason;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Told;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** What the steps of a process do with the engine: start a case, tell it what has happened, ask a decision table. */
@Component
public class Cases {

    /** The one variable every process has: the key under which its own table keeps the facts. */
    public static final String CASE_ID = "caseId";

    private final ProcessEngine engine;
    private final KeptMessages kept;

    Cases(ProcessEngine engine, KeptMessages kept) {
        this.engine = engine;
        this.kept = kept;
    }

    /** Starts a case in the caller's transaction. */
    public void start(CaseKey key) {
        engine.getRuntimeService()
                .startProcessInstanceByKey(key.process(), key.caseId(), Map.of(CASE_ID, key.caseId()));
    }

    /** Tells a case what has happened, in the caller's transaction; a case that is elsewhere by now is no error. */
    public Told tell(CaseKey key, String message) {
        if (hasToHear(key)) {
            return keep(key, message);
        }
        return awaits(key, message)
                ? deliver(key, message)
                : kept.suspendedRoot(key, message)
                        .map(root -> keep(root, key, message))
                        .orElseGet(() -> isRunning(key) ? Told.NOT_WAITING : Told.NO_CASE);
    }

    /**
     * Whether the case stands still, or did so just now, and has something to hear before anything else: whoever would write
     * down what somebody says, in the place of what was said before, has to do it later. Until the caller's transaction ends
     * this does not change.
     */
    public boolean hasToHear(CaseKey key) {
        return kept.rootThatHasNotHeard(key)
                .filter(root -> {
                    kept.lock(root);
                    return kept.first(key).isPresent();
                })
                .isPresent();
    }

    /** Until we have the lock, it may have been resumed. */
    private Told keep(String root, CaseKey key, String message) {
        kept.lock(root);
        return kept.suspendedRoot(key, message).isEmpty() ? tell(key, message) : keep(key, message);
    }

    private Told keep(CaseKey key, String message) {
        kept.keep(key, message);
        return Told.KEPT;
    }

    Told deliver(CaseKey key, String message) {
        try {
            engine.getRuntimeService()
                    .createMessageCorrelation(message)
                    .processInstanceBusinessKey(key.caseId())
                    .correlate();
            return Told.DELIVERED;
        } catch (MismatchingMessageCorrelationException nobodyWaits) {
            return isRunning(key) ? Told.NOT_WAITING : Told.NO_CASE;
        } catch (OptimisticLockingException crossed) {
            throw new ConcurrencyFailureException("Something else is happening in " + key, crossed);
        } catch (ProcessEngineException crossed) {
            throw leftMeanwhile(crossed)
                    ? new ConcurrencyFailureException(key + " has stopped waiting for " + message, crossed)
                    : crossed;
        }
    }

    /** Asked first, since what the engine cannot deliver spoils the caller's transaction. */
    boolean awaits(CaseKey key, String message) {
        return engine.getRuntimeService()
                        .createExecutionQuery()
                        .processInstanceBusinessKey(key.caseId())
                        .messageEventSubscriptionName(message)
                        .active()
                        .count()
                > 0;
    }

    /** Between the engine's look-up of who waits and its delivery, a timer has moved the case on (ENGINE-16004). */
    private static boolean leftMeanwhile(ProcessEngineException failure) {
        return Reason.of(failure).contains("does not have a subscription");
    }

    public boolean isRunning(CaseKey key) {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(key.process())
                        .processInstanceBusinessKey(key.caseId())
                        .count()
                > 0;
    }

    /** Asks a decision table; the answer is its first hit's outputs by name. */
    public Map<String, Object> decide(String decision, Map<String, Object> inputs) {
        var result = engine.getDecisionService().evaluateDecisionTableByKey(decision, inputs);
        if (result.isEmpty()) {
            throw new IllegalStateException("The decision table " + decision + " has no rule for " + inputs);
        }
        return result.getFirstResult().getEntryMap();
    }
}
