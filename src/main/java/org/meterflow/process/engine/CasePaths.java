package org.meterflow.process.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.meterflow.process.CaseDetails;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.Step;
import org.springframework.stereotype.Component;

/** Where a case has been in its diagram, where it is, what it waits for, and what has failed. */
@Component
public class CasePaths {

    private final ProcessEngine engine;
    private final EngineKeys keys;
    private final CaseViews views;
    private final EngineClock clock;

    CasePaths(ProcessEngine engine, EngineKeys keys, CaseViews views, EngineClock clock) {
        this.engine = engine;
        this.keys = keys;
        this.views = views;
        this.clock = clock;
    }

    public Optional<CaseDetails> details(CaseKey key) {
        return views.facts(key).map(facts -> details(key, facts));
    }

    private CaseDetails details(CaseKey key, CaseFacts facts) {
        HistoricProcessInstance instance = engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(key.process())
                .processInstanceBusinessKey(key.caseId())
                .list()
                .stream()
                .max(Comparator.comparing(HistoricProcessInstance::getStartTime))
                .orElse(null);
        if (instance == null) {
            return new CaseDetails(facts, List.of(), List.of(), List.of(), List.of(), 0);
        }
        List<Step> steps = steps(instance.getId());
        List<Step> open = steps.stream().filter(step -> step.ended() == null).toList();
        return new CaseDetails(
                facts,
                steps,
                open.stream().map(Step::elementId).toList(),
                waits(open, timers(instance.getId())),
                failures(instance.getId()),
                instance.getProcessDefinitionVersion());
    }

    private List<Step> steps(String processInstanceId) {
        return engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(processInstanceId)
                .orderPartiallyByOccurrence()
                .asc()
                .list()
                .stream()
                .sorted(Comparator.comparing(HistoricActivityInstance::getStartTime))
                .map(this::step)
                .toList();
    }

    private Step step(HistoricActivityInstance passed) {
        return new Step(
                passed.getActivityId(),
                passed.getActivityName() == null ? passed.getActivityId() : passed.getActivityName(),
                passed.getActivityType(),
                passed.getStartTime().toInstant(),
                Moment.of(passed.getEndTime()),
                passed.isCanceled(),
                passed.getCalledProcessInstanceId() == null ? null : keys.of(passed.getCalledProcessInstanceId()));
    }

    private Map<String, Instant> timers(String processInstanceId) {
        Map<String, String> elements = engine.getManagementService().createJobDefinitionQuery().list().stream()
                .collect(Collectors.toMap(JobDefinition::getId, JobDefinition::getActivityId, (one, other) -> one));
        return jobs(processInstanceId).stream()
                .filter(job -> job.getDuedate() != null && elements.containsKey(job.getJobDefinitionId()))
                .collect(Collectors.toMap(
                        job -> Objects.requireNonNull(elements.get(job.getJobDefinitionId())),
                        job -> job.getDuedate().toInstant(),
                        (one, other) -> one.isBefore(other) ? one : other));
    }

    private List<Job> jobs(String processInstanceId) {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(processInstanceId)
                .list();
    }

    private List<String> waits(Collection<Step> open, Map<String, Instant> timers) {
        return open.stream()
                .filter(step ->
                        !step.type().equals("subProcess") && !step.type().equals("multiInstanceBody"))
                .flatMap(step -> waits(step, timers).stream())
                .distinct()
                .toList();
    }

    /** What a called case waits for is what its caller waits for. */
    private List<String> waits(Step step, Map<String, Instant> timers) {
        List<String> called = step.called() == null
                ? List.of()
                : details(step.called()).map(CaseDetails::waitsFor).orElse(List.of());
        if (!called.isEmpty()) {
            return called.stream().map(what -> step.name() + ": " + what).toList();
        }
        Instant until = timers.get(step.elementId());
        return List.of(until == null ? step.name() : step.name() + ", until " + until);
    }

    private List<CaseDetails.Failure> failures(String processInstanceId) {
        return jobs(processInstanceId).stream()
                .filter(job -> job.getExceptionMessage() != null)
                .map(job -> new CaseDetails.Failure(
                        job.getId(),
                        Objects.requireNonNullElse(job.getFailedActivityId(), ""),
                        job.getExceptionMessage()
                                + (job.getRetries() > 0 ? " (retrying, " + job.getRetries() + " left)" : ""),
                        Moment.of(job.getCreateTime())))
                .toList();
    }

    /** Runs a failed step once more, soon; whether that helped is seen on the case. */
    public void retry(String jobId) {
        engine.getManagementService().setJobRetries(jobId, 1);
        engine.getManagementService().setJobDuedate(jobId, null);
        clock.lookForJobs();
    }
}
