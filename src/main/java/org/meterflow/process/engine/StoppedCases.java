package org.meterflow.process.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.meterflow.process.CaseKey;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Stops a case where it stands, whatever its diagram says, with all that it has called. */
@Component
public class StoppedCases {

    private final ProcessEngine engine;
    private final RunningCases running;

    StoppedCases(ProcessEngine engine, RunningCases running) {
        this.engine = engine;
        this.running = running;
    }

    /**
     * In the caller's transaction. The processes' own tables know nothing of it.
     *
     * @throws CannotMove when it has ended already
     * @throws ConcurrencyFailureException when something happens to it at this moment: to be tried again
     */
    public void stop(CaseKey key, String reason) {
        try {
            engine.getRuntimeService()
                    .deleteProcessInstance(running.require(key).getId(), reason, false, true, false, false);
        } catch (OptimisticLockingException crossed) {
            throw new ConcurrencyFailureException("Something else is happening in " + key, crossed);
        }
    }
}
