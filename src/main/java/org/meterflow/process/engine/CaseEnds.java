package org.meterflow.process.engine;

import java.util.Objects;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.springframework.context.ApplicationEventPublisher;

/** Says of every case, of whichever process, that it has ended and where. */
final class CaseEnds extends AbstractBpmnParseListener {

    /** Where a case is said to have ended that was stopped from outside. */
    static final String CANCELLED = "cancelled";

    private final ApplicationEventPublisher events;

    CaseEnds(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
        process.addBuiltInListener(
                ExecutionListener.EVENTNAME_END, (ExecutionListener) execution -> ended((ExecutionEntity) execution));
    }

    private void ended(ExecutionEntity execution) {
        @Nullable String caseId = execution.getProcessBusinessKey();
        if (caseId == null) {
            return;
        }
        EndReached end = end(new CaseKey(execution.getProcessDefinition().getKey(), caseId), execution);
        events.publishEvent(end);
        report(execution.getProcessInstanceId(), end);
    }

    private static EndReached end(CaseKey key, ExecutionEntity execution) {
        @Nullable ActivityImpl end = execution.getActivity();
        if (execution.isCanceled() || execution.isDeleteRoot() || end == null) {
            return new EndReached(key, CANCELLED, "Cancelled", true);
        }
        ActivityImpl main = SideEnds.is(end)
                ? SideEnds.mainEnd(execution.getProcessDefinition(), execution.getProcessInstanceId(), history())
                        .orElse(end)
                : end;
        String name = Objects.toString(main.getProperty("name"), "");
        return new EndReached(key, main.getId(), ElementNames.of(name, main.getId()), false);
    }

    private static HistoryService history() {
        return Context.getProcessEngineConfiguration().getHistoryService();
    }

    /** Before the transaction is committed, and after all that the engine has to say of the case is written. */
    private void report(String instance, EndReached end) {
        HistoryService history = history();
        Context.getCommandContext()
                .getTransactionContext()
                .addTransactionListener(
                        TransactionState.COMMITTING,
                        ready -> new EndedCaseReport(history).of(instance, end).ifPresent(events::publishEvent));
    }
}
