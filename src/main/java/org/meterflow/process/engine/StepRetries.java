package org.meterflow.process.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs a step that failed once more, here and now, and says what came of it. */
@Component
public class StepRetries {

    private static final Logger log = LoggerFactory.getLogger(StepRetries.class);

    private static final int LONGEST_TRACE = 8_000;

    private final ProcessEngine engine;
    private final TransactionTemplate byItself;

    StepRetries(ProcessEngine engine, PlatformTransactionManager transactions) {
        this.engine = engine;
        this.byItself = new TransactionTemplate(transactions);
        this.byItself.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /** How a failed step stands. */
    public enum State {
        /** It has been given up, and can be tried. */
        GIVEN_UP,
        /** The platform tries it by itself, or somebody has just asked for it. */
        RETRYING,
        /** Its case is suspended. */
        SUSPENDED,
        /** It has run, or the case went another way. */
        GONE
    }

    public State state(String jobId) {
        Job job = engine.getManagementService().createJobQuery().jobId(jobId).singleResult();
        if (job == null) {
            return State.GONE;
        }
        if (job.isSuspended()) {
            return State.SUSPENDED;
        }
        return job.getRetries() > 0 ? State.RETRYING : State.GIVEN_UP;
    }

    /** Where in the program it failed, for whoever mends it; cut off after some screens. */
    public String trace(String jobId) {
        try {
            String trace = engine.getManagementService().getJobExceptionStacktrace(jobId);
            return trace == null ? "" : trace.substring(0, Math.min(LONGEST_TRACE, trace.length()));
        } catch (ProcessEngineException gone) {
            return "";
        }
    }

    /**
     * In a transaction of its own, whatever goes on around it: the engine keeps what it did, or why it failed.
     *
     * @return why it failed again; null when it ran
     * @throws ConcurrencyFailureException when something else is happening in the case: then it can be tried again
     */
    public @Nullable String run(String jobId) {
        return byItself.execute(alone -> {
            try {
                engine.getManagementService().executeJob(jobId);
                return null;
            } catch (OptimisticLockingException crossed) {
                throw new ConcurrencyFailureException("Something else is happening in the case", crossed);
            } catch (RuntimeException failed) {
                log.info("Step {} was tried again and failed again", jobId, failed);
                return reason(jobId, failed);
            }
        });
    }

    /** As the engine keeps it and the case's page says it. */
    private String reason(String jobId, RuntimeException failed) {
        Job job = engine.getManagementService().createJobQuery().jobId(jobId).singleResult();
        return job == null || job.getExceptionMessage() == null ? Reason.of(failed) : job.getExceptionMessage();
    }
}
