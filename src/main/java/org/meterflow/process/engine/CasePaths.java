package org.meterflow.process.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
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
    private final CaseWaits waits;

    CasePaths(ProcessEngine engine, EngineKeys keys, CaseViews views, EngineClock clock) {
        this.engine = engine;
        this.keys = keys;
        this.views = views;
        this.clock = clock;
        this.waits = new CaseWaits(engine, this::waitsFor);
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
                waits.of(instance, open),
                failures(instance),
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
                ElementNames.of(passed.getActivityName(), passed.getActivityId()),
                passed.getActivityType(),
                passed.getStartTime().toInstant(),
                Moment.of(passed.getEndTime()),
                passed.isCanceled(),
                passed.getCalledProcessInstanceId() == null ? null : keys.of(passed.getCalledProcessInstanceId()));
    }

    private List<String> waitsFor(CaseKey called) {
        return details(called).map(CaseDetails::waitsFor).orElse(List.of());
    }

    private List<CaseDetails.Failure> failures(HistoricProcessInstance instance) {
        return engine
                .getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .withException()
                .list()
                .stream()
                .map(job -> failure(job, instance.getProcessDefinitionId()))
                .toList();
    }

    private CaseDetails.Failure failure(Job job, String definition) {
        String element = Objects.requireNonNullElse(job.getFailedActivityId(), "");
        boolean retrying = job.getRetries() > 0;
        return new CaseDetails.Failure(
                job.getId(),
                element,
                ElementNames.of(
                        engine.getRepositoryService()
                                .getBpmnModelInstance(definition)
                                .<FlowElement>getModelElementById(element),
                        element),
                job.getExceptionMessage() == null ? "It gave no reason" : job.getExceptionMessage(),
                job.getRetries(),
                retrying ? Moment.of(job.getDuedate()) : null,
                Moment.of(job.getCreateTime()));
    }

    /** Runs a failed step once more, soon; whether that helped is seen on the case. */
    public void retry(String jobId) {
        engine.getManagementService().setJobRetries(jobId, 1);
        engine.getManagementService().setJobDuedate(jobId, null);
        clock.lookForJobs();
    }
}
