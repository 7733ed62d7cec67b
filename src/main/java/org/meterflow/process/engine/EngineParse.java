package org.meterflow.process.engine;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.meterflow.identifier.Reason;
import org.springframework.stereotype.Component;

/** Reads a file as the engine will when it is deployed, and deploys nothing. */
@Component
class EngineParse {

    private final ProcessEngineConfigurationImpl engine;
    private final BpmnDeployer diagrams;

    EngineParse(ProcessEngine engine) {
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.diagrams = this.engine.getDeployers().stream()
                .filter(BpmnDeployer.class::isInstance)
                .map(BpmnDeployer.class::cast)
                .findFirst()
                .orElseThrow();
    }

    List<String> wrong(ModelCheck.Subject subject) {
        return engine.getCommandExecutorTxRequired().execute(context -> refusal(subject));
    }

    private List<String> refusal(ModelCheck.Subject subject) {
        try {
            switch (subject.kind()) {
                case DIAGRAM -> diagram(subject.file());
                case TABLE -> table(subject.file());
                case FORM -> {}
            }
            return List.of();
        } catch (ParseException refused) {
            return refused.getResorceReports().stream()
                    .flatMap(report -> report.getErrors().stream())
                    .map(problem -> place(subject, problem) + sentence(problem.getMessage()))
                    .distinct()
                    .toList();
        } catch (ProcessEngineException | DmnEngineException refused) {
            return List.of(subject.file().name() + ": " + sentence(Reason.of(refused)));
        }
    }

    private void diagram(ModelFile file) {
        diagrams.getBpmnParser()
                .createParse()
                .sourceInputStream(new ByteArrayInputStream(file.content()))
                .deployment(new DeploymentEntity())
                .name(file.name())
                .execute();
    }

    private void table(ModelFile file) {
        ((DefaultDmnEngineConfiguration) engine.getDmnEngineConfiguration())
                .getTransformer()
                .createTransform()
                .modelInstance(new ByteArrayInputStream(file.content()))
                .transformDecisions();
    }

    private static String place(ModelCheck.Subject subject, Problem problem) {
        return Stream.of(subject.file().name(), problem.getMainElementId())
                        .filter(part -> part != null && !part.isEmpty())
                        .reduce((file, box) -> file + ", " + box)
                        .orElse("")
                + ": ";
    }

    private static String sentence(String engines) {
        String plain = engines.replaceFirst("^(ENGINE-\\d+|DMN-\\d+)\\s*", "").strip();
        return "the engine cannot take it: " + plain + (plain.endsWith(".") ? "" : ".");
    }
}
