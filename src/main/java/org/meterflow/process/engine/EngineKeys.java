package org.meterflow.process.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.meterflow.process.CaseKey;
import org.springframework.stereotype.Component;

/** The case behind an instance of the engine. */
@Component
class EngineKeys {

    private final ProcessEngine engine;

    EngineKeys(ProcessEngine engine) {
        this.engine = engine;
    }

    CaseKey of(String processInstanceId) {
        return of(engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(processInstanceId)
                .singleResult());
    }

    CaseKey rootOf(String processInstanceId) {
        HistoricProcessInstance instance = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(processInstanceId)
                .singleResult();
        return instance.getRootProcessInstanceId() == null ? of(instance) : of(instance.getRootProcessInstanceId());
    }

    private static CaseKey of(HistoricProcessInstance instance) {
        return new CaseKey(instance.getProcessDefinitionKey(), instance.getBusinessKey());
    }
}
