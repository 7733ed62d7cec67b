package org.meterflow.process.engine;

import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseEnded;
import org.meterflow.process.CaseEnded.StepTime;
import org.meterflow.process.CaseKey;

/** Tells of a case that has ended what the engine has noted of it. */
final class EndedCaseReport {

    private final HistoryService history;

    EndedCaseReport(HistoryService history) {
        this.history = history;
    }

    /** Empty when the case was taken away with its diagram and all that was known of it. */
    Optional<CaseEnded> of(String instance, EndReached end) {
        return instance(instance).map(ended -> of(ended, end));
    }

    private CaseEnded of(HistoricProcessInstance ended, EndReached end) {
        @Nullable String caller = ended.getSuperProcessInstanceId();
        return new CaseEnded(
                end.key(),
                end.end(),
                end.name(),
                ended.getStartTime().toInstant(),
                ended.getEndTime().toInstant(),
                caller == null
                        ? null
                        : instance(caller).map(EndedCaseReport::key).orElse(null),
                steps(ended.getId()),
                late(ended.getId()));
    }

    private Optional<HistoricProcessInstance> instance(String id) {
        return Optional.ofNullable(history.createHistoricProcessInstanceQuery()
                .processInstanceId(id)
                .singleResult());
    }

    private static CaseKey key(HistoricProcessInstance instance) {
        return new CaseKey(instance.getProcessDefinitionKey(), instance.getBusinessKey());
    }

    private List<StepTime> steps(String instance) {
        return history.createHistoricActivityInstanceQuery().processInstanceId(instance).finished().list().stream()
                .sorted(Comparator.comparing(HistoricActivityInstance::getStartTime))
                .map(passed -> new StepTime(
                        passed.getActivityId(),
                        ElementNames.of(passed.getActivityName(), passed.getActivityId()),
                        passed.getStartTime().toInstant(),
                        passed.getEndTime().toInstant()))
                .toList();
    }

    private List<String> late(String instance) {
        return history.createHistoricTaskInstanceQuery().processInstanceId(instance).finished().list().stream()
                .filter(EndedCaseReport::isLate)
                .map(HistoricTaskInstance::getName)
                .toList();
    }

    private static boolean isLate(HistoricTaskInstance task) {
        @Nullable Date due = task.getDueDate();
        return due != null && task.getEndTime().after(due);
    }
}
