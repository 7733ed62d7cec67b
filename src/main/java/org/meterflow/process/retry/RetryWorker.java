package org.meterflow.process.retry;

import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.StepRetries;
import org.meterflow.process.retry.RetriedStep.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries the steps that wait for it, one after the other. That a step is being tried is written down, with the reason in its
 * case's story, before it runs; a node that ends in the middle leaves it to the next.
 */
@Component
class RetryWorker {

    private static final Logger log = LoggerFactory.getLogger(RetryWorker.class);

    private final RetryRows rows;
    private final StepRetries steps;
    private final Timeline timeline;
    private final RetrySettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RetryWorker(
            RetryRows rows,
            StepRetries steps,
            Timeline timeline,
            RetrySettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.steps = steps;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelay = 1000)
    void work() {
        for (FailureRetry retry : rows.open()) {
            work(retry);
            rows.endIfDone(retry.id(), clock.instant());
        }
    }

    private void work(FailureRetry retry) {
        Set<String> busy = new HashSet<>();
        for (int tried = 0; tried < settings.perSecond(); tried++) {
            Optional<RetriedStep> begun = inTransaction(() -> begin(retry, busy));
            if (begun.isEmpty()) {
                return;
            }
            RetriedStep step = begun.get();
            if (step.outcome() == Outcome.RUNNING) {
                finish(retry, step, busy);
            }
        }
    }

    private Optional<RetriedStep> inTransaction(Supplier<Optional<RetriedStep>> work) {
        Optional<RetriedStep> done = transaction.execute(open -> work.get());
        return done == null ? Optional.empty() : done;
    }

    /** Takes the next step; one that a node has left in the middle is as good as begun. */
    private Optional<RetriedStep> begin(FailureRetry retry, Set<String> busy) {
        return rows.next(retry.id(), busy).map(step -> step.outcome() == Outcome.RUNNING ? step : begin(retry, step));
    }

    private RetriedStep begin(FailureRetry retry, RetriedStep step) {
        String obstacle = obstacle(step.job());
        if (!obstacle.isEmpty()) {
            return set(retry, step, Outcome.SKIPPED, obstacle);
        }
        String title = "Retried “%s”".formatted(step.step());
        timeline.note(step.key(), StoryKind.PERSON, title, retry.reason(), retry.askedBy());
        return set(retry, step, Outcome.RUNNING, "");
    }

    private RetriedStep set(FailureRetry retry, RetriedStep step, Outcome outcome, String said) {
        rows.set(retry.id(), step.job(), outcome, said);
        return new RetriedStep(step.job(), step.key(), step.step(), outcome, said);
    }

    private String obstacle(String job) {
        return switch (steps.state(job)) {
            case GIVEN_UP -> "";
            case RETRYING -> "Meterflow or somebody else is retrying it";
            case SUSPENDED -> "The case is suspended";
            case GONE -> "The step no longer waits: it has run, or the case went another way";
        };
    }

    /** Holds the row while the step runs, so that no other node runs it too. */
    private void finish(FailureRetry retry, RetriedStep step, Set<String> busy) {
        try {
            transaction.executeWithoutResult(open -> {
                if (rows.hold(retry.id(), step.job())) {
                    run(retry, step);
                } else {
                    busy.add(step.job());
                }
            });
        } catch (ConcurrencyFailureException crossed) {
            log.debug("Step {} is busy and will be tried later", step.job());
            busy.add(step.job());
        }
    }

    private void run(FailureRetry retry, RetriedStep step) {
        StepRetries.State state = steps.state(step.job());
        if (state == StepRetries.State.GONE) {
            set(
                    retry,
                    step,
                    Outcome.SKIPPED,
                    "Meterflow was stopped while it ran. The step no longer fails: look at the case");
            return;
        }
        if (state != StepRetries.State.GIVEN_UP) {
            set(retry, step, Outcome.SKIPPED, obstacle(step.job()));
            return;
        }
        String failure = steps.run(step.job());
        set(retry, step, failure == null ? Outcome.PASSED : Outcome.FAILED, failure == null ? "" : failure);
    }
}
