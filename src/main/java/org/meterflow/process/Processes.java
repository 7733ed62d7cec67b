package org.meterflow.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.management.ActivityStatistics;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.ClockMoved;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** The only class that talks to the engine. Everybody else names a process, a case and a message. */
@Component
public class Processes {

    /** The one variable every process has: the key under which its own table keeps the facts. */
    public static final String CASE_ID = "caseId";

    private final ProcessEngine engine;
    private final ObjectProvider<CaseView> views;
    private final HumanSteps humanSteps;

    Processes(ProcessEngine engine, ObjectProvider<CaseView> views, HumanSteps humanSteps, Clock clock) {
        this.engine = engine;
        this.views = views;
        this.humanSteps = humanSteps;
        follow(new ClockMoved(clock.instant()));
    }

    // ── what processes do ──

    /** Starts a case in the caller's transaction. */
    public void start(CaseKey key) {
        engine.getRuntimeService()
                .startProcessInstanceByKey(key.process(), key.caseId(), Map.of(CASE_ID, key.caseId()));
    }

    /** Tells a case what has happened, in the caller's transaction; a case that is elsewhere by now is no error. */
    public Told tell(CaseKey key, String message) {
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

    /** Between the engine's look-up of who waits and its delivery, a timer has moved the case on (ENGINE-16004). */
    private static boolean leftMeanwhile(ProcessEngineException failure) {
        return String.valueOf(failure.getMessage()).contains("does not have a subscription");
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

    // ── tasks for people ──

    /** Most urgent first: by due time, then by age. */
    public List<WorkItem> tasks(TaskQuery wanted) {
        return query(wanted)
                .orderByDueDate()
                .asc()
                .orderByTaskCreateTime()
                .asc()
                .initializeFormKeys()
                .listPage(wanted.page() * wanted.size(), wanted.size())
                .stream()
                .map(this::workItem)
                .toList();
    }

    /** The id of the task that was created last, of those still open: with the counts it tells whether work has changed. */
    public Optional<String> newestTask() {
        return engine.getTaskService().createTaskQuery().orderByTaskCreateTime().desc().listPage(0, 1).stream()
                .map(Task::getId)
                .findFirst();
    }

    public long countTasks(TaskQuery wanted) {
        return query(wanted).count();
    }

    private org.camunda.bpm.engine.task.TaskQuery query(TaskQuery wanted) {
        var query = engine.getTaskService().createTaskQuery();
        if (wanted.assignee() != null) {
            query.taskAssignee(wanted.assignee());
        }
        if (wanted.unclaimedOnly()) {
            query.taskUnassigned();
        }
        if (wanted.process() != null) {
            query.processDefinitionKey(wanted.process());
        }
        if (wanted.text() != null && !wanted.text().isBlank()) {
            List<String> cases = views.stream()
                    .flatMap(view -> view.search(wanted.text().strip(), 1000, 0).stream())
                    .toList();
            query.processInstanceBusinessKeyIn(cases.isEmpty() ? new String[] {""} : cases.toArray(String[]::new));
        }
        return query;
    }

    public Optional<WorkItem> task(String id) {
        return find(id).map(this::workItem);
    }

    private Optional<Task> find(String id) {
        return Optional.ofNullable(engine.getTaskService()
                .createTaskQuery()
                .taskId(id)
                .initializeFormKeys()
                .singleResult());
    }

    /** @throws TaskGone when somebody else has it, or it is done */
    @Transactional
    public void claim(String taskId, String user) {
        requireMine(taskId, user);
        engine.getTaskService().setAssignee(taskId, user);
    }

    @Transactional
    public void release(String taskId, String user) {
        requireMine(taskId, user);
        engine.getTaskService().setAssignee(taskId, null);
    }

    /**
     * Gives the form to the task's own method and, when that finds nothing wrong, completes the task, all or nothing.
     *
     * @return what is wrong with the form; empty when the task is done
     * @throws TaskGone when somebody else has it, or it is done
     */
    @Transactional
    public List<FieldError> complete(String taskId, Map<String, String> values, String user) {
        Task task = requireMine(taskId, user);
        WorkItem item = workItem(task);
        List<FieldError> errors = humanSteps.submit(item.key(), item.elementId(), new Form(values, user));
        if (errors.isEmpty()) {
            engine.getTaskService().setAssignee(taskId, user);
            engine.getTaskService().complete(taskId);
        } else {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return errors;
    }

    private Task requireMine(String taskId, String user) {
        Task task = find(taskId).orElseThrow(() -> new TaskGone(whoEnded(taskId)));
        if (task.getAssignee() != null && !task.getAssignee().equals(user)) {
            throw new TaskGone("This task has been claimed by " + task.getAssignee());
        }
        return task;
    }

    private String whoEnded(String taskId) {
        HistoricTaskInstance ended = engine.getHistoryService()
                .createHistoricTaskInstanceQuery()
                .taskId(taskId)
                .singleResult();
        if (ended == null || ended.getEndTime() == null) {
            return "There is no such task";
        }
        String who =
                ended.getAssignee() == null ? "The process has withdrawn this task" : ended.getAssignee() + " ended it";
        return who + " at " + ended.getEndTime().toInstant();
    }

    private WorkItem workItem(Task task) {
        CaseKey key = keyOf(task.getProcessInstanceId());
        CaseKey root = rootOf(task.getProcessInstanceId());
        String group = engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse("");
        return new WorkItem(
                task.getId(),
                task.getName(),
                key,
                root,
                facts(key).or(() -> facts(root)).map(CaseFacts::about).orElse(root.caseId()),
                group,
                task.getAssignee(),
                task.getCreateTime().toInstant(),
                instant(task.getDueDate()),
                task.getPriority(),
                String.valueOf(task.getFormKey()),
                task.getTaskDefinitionKey(),
                String.valueOf(task.getDescription() == null ? "" : task.getDescription()));
    }

    private CaseKey keyOf(String processInstanceId) {
        return keyOf(engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(processInstanceId)
                .singleResult());
    }

    private CaseKey rootOf(String processInstanceId) {
        HistoricProcessInstance instance = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(processInstanceId)
                .singleResult();
        return instance.getRootProcessInstanceId() == null
                ? keyOf(instance)
                : keyOf(instance.getRootProcessInstanceId());
    }

    private static CaseKey keyOf(HistoricProcessInstance instance) {
        return new CaseKey(instance.getProcessDefinitionKey(), String.valueOf(instance.getBusinessKey()));
    }

    // ── what can be seen ──

    public List<ProcessSummary> processes() {
        return engine
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .latestVersion()
                .orderByProcessDefinitionName()
                .asc()
                .list()
                .stream()
                .map(this::summary)
                .toList();
    }

    private ProcessSummary summary(ProcessDefinition definition) {
        String key = definition.getKey();
        return new ProcessSummary(
                key,
                definition.getName(),
                definition.getVersion(),
                engine
                        .getRepositoryService()
                        .getBpmnModelInstance(definition.getId())
                        .getModelElementsByType(org.camunda.bpm.model.bpmn.instance.Process.class)
                        .stream()
                        .flatMap(process -> process.getDocumentations().stream())
                        .map(documentation -> documentation.getTextContent().strip())
                        .findFirst()
                        .orElse(""),
                engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(key)
                        .count(),
                engine.getRuntimeService()
                        .createIncidentQuery()
                        .processDefinitionKeyIn(key)
                        .count());
    }

    /** The diagram's XML in its newest version. */
    public String diagram(String process) {
        try (var model =
                engine.getRepositoryService().getProcessModel(newest(process).getId())) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ProcessDefinition newest(String process) {
        return Optional.ofNullable(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .latestVersion()
                        .singleResult())
                .orElseThrow(() -> new UnknownProcess(process));
    }

    /** Where the running cases rest, over all versions, by element. */
    public List<StepCount> tokens(String process) {
        Map<String, FlowElement> elements = engine
                .getRepositoryService()
                .getBpmnModelInstance(newest(process).getId())
                .getModelElementsByType(FlowElement.class)
                .stream()
                .collect(Collectors.toMap(FlowElement::getId, Function.identity()));
        Map<String, StepCount> counts = new HashMap<>();
        engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(process).list().stream()
                .flatMap(version -> statistics(version.getId()).stream())
                .map(found -> stepCount(found, elements.get(found.getId())))
                .forEach(found -> counts.merge(found.elementId(), found, Processes::sum));
        return List.copyOf(counts.values());
    }

    private List<ActivityStatistics> statistics(String definitionId) {
        return engine.getManagementService()
                .createActivityStatisticsQuery(definitionId)
                .includeFailedJobs()
                .list();
    }

    private static StepCount stepCount(ActivityStatistics found, @Nullable FlowElement element) {
        return new StepCount(
                found.getId(),
                element == null || element.getName() == null ? found.getId() : element.getName(),
                element == null ? "" : element.getElementType().getTypeName(),
                found.getInstances(),
                found.getFailedJobs());
    }

    private static StepCount sum(StepCount one, StepCount other) {
        return new StepCount(
                one.elementId(),
                one.name(),
                one.type(),
                one.running() + other.running(),
                one.incidents() + other.incidents());
    }

    public Optional<CaseFacts> facts(CaseKey key) {
        return view(key.process()).flatMap(view -> view.show(key.caseId()));
    }

    /** Newest first. */
    public List<CaseFacts> cases(String process, String text, int page, int size) {
        return view(process).stream()
                .flatMap(view -> view.search(text, size, page * size).stream().map(view::show))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The cases that rest at this element of the diagram now, longest first. */
    public List<CaseFacts> casesAt(String process, String elementId, int page, int size) {
        return engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(process)
                .activityIdIn(elementId)
                .orderByProcessInstanceId()
                .asc()
                .listPage(page * size, size)
                .stream()
                .flatMap(instance -> facts(new CaseKey(process, instance.getBusinessKey())).stream())
                .toList();
    }

    /** References of the commands the case has given to devices, the first first. */
    public List<String> commands(CaseKey key) {
        return view(key.process()).map(view -> view.commands(key.caseId())).orElse(List.of());
    }

    /** Labels of a case's facts that are not for this party. */
    Set<String> withheldFrom(String party, CaseKey key) {
        return view(key.process())
                .map(view -> view.withheldFrom(party, key.caseId()))
                .orElse(Set.of());
    }

    private Optional<CaseView> view(String process) {
        return views.stream().filter(view -> view.process().equals(process)).findFirst();
    }

    public Optional<CaseDetails> details(CaseKey key) {
        return facts(key).map(facts -> details(key, facts));
    }

    private CaseDetails details(CaseKey key, CaseFacts facts) {
        HistoricProcessInstance instance = engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(key.process())
                .processInstanceBusinessKey(key.caseId())
                .list()
                .stream()
                .max(java.util.Comparator.comparing(HistoricProcessInstance::getStartTime))
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
                .sorted(java.util.Comparator.comparing(HistoricActivityInstance::getStartTime))
                .map(this::step)
                .toList();
    }

    private Step step(HistoricActivityInstance passed) {
        return new Step(
                passed.getActivityId(),
                passed.getActivityName() == null ? passed.getActivityId() : passed.getActivityName(),
                passed.getActivityType(),
                passed.getStartTime().toInstant(),
                instant(passed.getEndTime()),
                passed.isCanceled(),
                passed.getCalledProcessInstanceId() == null ? null : keyOf(passed.getCalledProcessInstanceId()));
    }

    private Map<String, Instant> timers(String processInstanceId) {
        Map<String, String> elements = engine.getManagementService().createJobDefinitionQuery().list().stream()
                .collect(Collectors.toMap(JobDefinition::getId, JobDefinition::getActivityId, (one, other) -> one));
        return jobs(processInstanceId).stream()
                .filter(job -> job.getDuedate() != null && elements.containsKey(job.getJobDefinitionId()))
                .collect(Collectors.toMap(
                        job -> String.valueOf(elements.get(job.getJobDefinitionId())),
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
                        String.valueOf(job.getFailedActivityId()),
                        job.getExceptionMessage()
                                + (job.getRetries() > 0 ? " (retrying, " + job.getRetries() + " left)" : ""),
                        instant(job.getCreateTime())))
                .toList();
    }

    /** Runs a failed step once more, soon; whether that helped is seen on the case. */
    public void retry(String jobId) {
        engine.getManagementService().setJobRetries(jobId, 1);
        engine.getManagementService().setJobDuedate(jobId, null);
        lookForJobs();
    }

    // ── the engine's clock ──

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

    private void lookForJobs() {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getJobExecutor()
                .jobWasAdded();
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
