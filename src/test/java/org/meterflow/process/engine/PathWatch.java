package org.meterflow.process.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/** Notes each sequence flow that a case takes in any test; {@link PathCoverage} tells of them when all tests have run. */
@Component
class PathWatch extends AbstractProcessEnginePlugin {

    private static final Set<String> TAKEN = new ConcurrentSkipListSet<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(PathWatch::keep));
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners =
                new ArrayList<>(Objects.requireNonNullElse(engine.getCustomPostBPMNParseListeners(), List.of()));
        listeners.add(new AbstractBpmnParseListener() {
            @Override
            public void parseSequenceFlow(Element flow, ScopeImpl scope, TransitionImpl transition) {
                transition.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) PathWatch::taken);
            }
        });
        engine.setCustomPostBPMNParseListeners(listeners);
    }

    private static void taken(DelegateExecution execution) {
        ExecutionEntity entity = (ExecutionEntity) execution;
        TAKEN.add(entity.getProcessDefinition().getKey() + " " + execution.getCurrentTransitionId());
    }

    private static void keep() {
        try {
            Files.createDirectories(PathCoverage.TAKEN);
            Files.write(PathCoverage.TAKEN.resolve(UUID.randomUUID() + ".txt"), TAKEN);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
