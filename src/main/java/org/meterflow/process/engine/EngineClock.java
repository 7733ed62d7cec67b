package org.meterflow.process.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.meterflow.calendar.ClockMoved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the engine on the platform's clock, and its job executor awake when that has moved. */
@Component
public class EngineClock {

    private final ProcessEngine engine;

    EngineClock(ProcessEngine engine, Clock clock) {
        this.engine = engine;
        follow(new ClockMoved(clock.instant()));
    }

    /** The next instant at which a timer of any case is due. */
    public Optional<Instant> nextTimer() {
        return engine
                .getManagementService()
                .createJobQuery()
                .timers()
                .active()
                .withRetriesLeft()
                .orderByJobDuedate()
                .asc()
                .listPage(0, 1)
                .stream()
                .map(job -> job.getDuedate().toInstant())
                .findFirst();
    }

    @EventListener
    public void follow(ClockMoved moved) {
        ClockUtil.offset(Duration.between(Instant.ofEpochMilli(System.currentTimeMillis()), moved.now())
                .toMillis());
        lookForJobs();
    }

    void lookForJobs() {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getJobExecutor()
                .jobWasAdded();
    }
}
