package org.meterflow.process.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.meterflow.process.CaseKey;
import org.meterflow.process.WorkItem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cases that run now: with those they have called, and the tasks of all of them. */
@Component
public class RunningCases {

    private final ProcessEngine engine;
    private final EngineKeys keys;
    private final WorkItems items;
    private final JdbcClient jdbc;

    RunningCases(ProcessEngine engine, EngineKeys keys, WorkItems items, JdbcClient jdbc) {
        this.engine = engine;
        this.keys = keys;
        this.items = items;
        this.jdbc = jdbc;
    }

    Optional<ProcessInstance> instance(CaseKey key) {
        return Optional.ofNullable(engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(key.process())
                .processInstanceBusinessKey(key.caseId())
                .singleResult());
    }

    /** @throws CannotMove when it has ended */
    ProcessInstance require(CaseKey key) {
        return instance(key).orElseThrow(() -> new CannotMove("The case has ended."));
    }

    /** The case on whose behalf this one runs, in the end; itself when nobody has called it. Empty when it has ended. */
    public Optional<CaseKey> outermost(CaseKey key) {
        return instance(key).map(instance -> keys.of(instance.getRootProcessInstanceId()));
    }

    /** The cases that run under the same outermost case, that one included. */
    public List<CaseKey> family(CaseKey key) {
        return instance(key).stream()
                .flatMap(instance -> ids(instance.getRootProcessInstanceId()).stream())
                .map(keys::of)
                .toList();
    }

    /** Whether a case has ended before its diagram had come to an end. */
    public boolean wasCutOff(CaseKey key) {
        return engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(key.process())
                .processInstanceBusinessKey(key.caseId())
                .list()
                .stream()
                .max(Comparator.comparing(HistoricProcessInstance::getStartTime))
                .filter(latest -> latest.getEndTime() != null
                        && !latest.getState().equals(HistoricProcessInstance.STATE_COMPLETED))
                .isPresent();
    }

    List<String> ids(String root) {
        return jdbc.sql("select id_ from act_ru_execution where root_proc_inst_id_ = ? and id_ = proc_inst_id_")
                .param(root)
                .query(String.class)
                .list();
    }

    public boolean isOver(String task) {
        return engine.getTaskService().createTaskQuery().taskId(task).count() == 0;
    }

    /** The tasks of a whole family. */
    public List<WorkItem> tasks(CaseKey key) {
        return instance(key).stream()
                .flatMap(instance -> ids(instance.getRootProcessInstanceId()).stream())
                .flatMap(id ->
                        engine
                                .getTaskService()
                                .createTaskQuery()
                                .processInstanceId(id)
                                .initializeFormKeys()
                                .list()
                                .stream())
                .map(items::of)
                .toList();
    }
}
