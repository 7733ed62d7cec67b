package org.meterflow.process.engine;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
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
        CaseKey key = new CaseKey(execution.getProcessDefinition().getKey(), execution.getProcessBusinessKey());
        ActivityImpl end = execution.getActivity();
        boolean cancelled = execution.isCanceled() || execution.isDeleteRoot() || end == null;
        if (cancelled || key.caseId() == null) {
            events.publishEvent(new EndReached(key, CANCELLED, "Cancelled", true));
            return;
        }
        String name = Objects.toString(end.getProperty("name"), "");
        events.publishEvent(new EndReached(key, end.getId(), ElementNames.of(name, end.getId()), false));
    }
}
