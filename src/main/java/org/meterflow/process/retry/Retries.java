package org.meterflow.process.retry;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.meterflow.process.FailedStep;
import org.meterflow.process.FailureCause;
import org.meterflow.process.engine.FailureCauses;
import org.meterflow.process.engine.ProcessMaps;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Has steps tried again that failed for one cause: one on trial, and all once a trial has passed. */
@Component
public class Retries {

    private static final int MOST = 100_000;

    private final FailureCauses causes;
    private final ProcessMaps maps;
    private final RetryRows rows;
    private final RetrySettings settings;
    private final Clock clock;

    Retries(FailureCauses causes, ProcessMaps maps, RetryRows rows, RetrySettings settings, Clock clock) {
        this.causes = causes;
        this.maps = maps;
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the last thing done about it is a trial that passed a short while ago. */
    public boolean mayRetryAll(String cause) {
        return rows.ofCause(cause, 1).stream()
                .anyMatch(last ->
                        last.proves() && last.askedAt().isAfter(clock.instant().minus(settings.trialHolds())));
    }

    /**
     * Has the oldest of the steps tried, or all of them.
     *
     * @param once of the form: sent twice, it is done once
     * @return its id; that of the one under way when there is one
     * @throws CannotRetry when there is nothing to try, or no trial has passed
     */
    @Transactional
    public long start(String cause, boolean trial, UUID once, String reason, String person) {
        rows.lock(cause);
        Optional<FailureRetry> begun = rows.begun(once).or(() -> rows.underWay(cause));
        if (begun.isPresent()) {
            return begun.get().id();
        }
        if (!trial && !mayRetryAll(cause)) {
            throw new CannotRetry("Try one first. When it has passed, you can try all of them.");
        }
        FailureCause known = causes.find(cause).orElseThrow(Retries::nothing);
        List<FailedStep> steps = causes.givenUp(cause, trial ? 1 : MOST);
        if (steps.isEmpty()) {
            throw nothing();
        }
        long id = rows.add(known, trial, once, reason, person, clock.instant());
        rows.add(id, steps, maps.stepName(known.process(), known.elementId()));
        return id;
    }

    private static CannotRetry nothing() {
        return new CannotRetry("No step waits for a retry any more.");
    }

    public Optional<FailureRetry> find(long id) {
        return rows.find(id);
    }

    /** The latest first. */
    public List<FailureRetry> ofCause(String cause, int most) {
        return rows.ofCause(cause, most);
    }

    /** What became of its steps: those that failed again first. */
    public List<RetriedStep> steps(long id, int limit, int offset) {
        return rows.steps(id, limit, offset);
    }
}
