package org.meterflow.process.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.migration.MigratingActivityInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingTransitionInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Reason;
import org.meterflow.process.CaseKey;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which version of its diagram a case runs by, and how it goes on in another: from the box of the same id. */
@Component
public class CaseVersions {

    private final ProcessEngine engine;
    private final ProcessMaps maps;
    private final TransactionTemplate tried;

    CaseVersions(ProcessEngine engine, ProcessMaps maps, PlatformTransactionManager transactions) {
        this.engine = engine;
        this.maps = maps;
        this.tried = new TransactionTemplate(transactions);
        this.tried.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    }

    /** The cases that run by a version now, the oldest first. */
    public List<CaseKey> running(String process, int version, int most) {
        return definition(process, version).stream()
                .flatMap(definition -> engine
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionId(definition)
                        .orderByProcessInstanceId()
                        .asc()
                        .listPage(0, most)
                        .stream())
                .map(instance -> new CaseKey(process, instance.getBusinessKey()))
                .toList();
    }

    private Optional<String> definition(String process, int version) {
        return Optional.ofNullable(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .processDefinitionVersion(version)
                        .singleResult())
                .map(ProcessDefinition::getId);
    }

    /** Moves the case as if in earnest, and takes it back: why it cannot be done, as a sentence; empty when it can. */
    public Optional<String> obstacle(CaseKey key, int from, int to) {
        return Optional.ofNullable(tried.execute(attempt -> {
            attempt.setRollbackOnly();
            return tryToMove(key, from, to);
        }));
    }

    private @Nullable String tryToMove(CaseKey key, int from, int to) {
        try {
            move(key, from, to);
            return null;
        } catch (CannotMove obstacle) {
            return obstacle.getMessage();
        } catch (ConcurrencyFailureException busy) {
            return "Something is happening in it at this moment.";
        }
    }

    /**
     * Moves the case in the caller's transaction.
     *
     * @throws CannotMove with a sentence that says why
     * @throws ConcurrencyFailureException when something happens to it at this moment: to be tried again
     */
    public void move(CaseKey key, int from, int to) {
        String source = definition(key.process(), from).orElseThrow(() -> gone(from));
        String target = definition(key.process(), to).orElseThrow(() -> gone(to));
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionId(source)
                .processInstanceBusinessKey(key.caseId())
                .singleResult();
        if (instance == null) {
            throw new CannotMove("It has ended, or runs by another version by now.");
        }
        try {
            var plan = engine.getRuntimeService()
                    .createMigrationPlan(source, target)
                    .mapEqualActivities()
                    .build();
            engine.getRuntimeService()
                    .newMigration(plan)
                    .processInstanceIds(instance.getId())
                    .execute();
        } catch (MigratingProcessInstanceValidationException unfit) {
            throw new CannotMove(sentence(key.process(), unfit.getValidationReport()));
        } catch (MigrationPlanValidationException unfit) {
            throw new CannotMove("The two versions are too different: " + Reason.of(unfit));
        } catch (OptimisticLockingException | ProcessEnginePersistenceException crossed) {
            throw new ConcurrencyFailureException("Something else is happening in " + key, crossed);
        } catch (ProcessEngineException unfit) {
            throw new CannotMove("The engine refuses: " + Reason.of(unfit));
        }
    }

    private static CannotMove gone(int version) {
        return new CannotMove("There is no version " + version + " of this process.");
    }

    private String sentence(String process, MigratingProcessInstanceValidationReport report) {
        Stream<String> boxes = Stream.concat(
                report.getActivityInstanceReports().stream()
                        .filter(MigratingActivityInstanceValidationReport::hasFailures)
                        .map(MigratingActivityInstanceValidationReport::getSourceScopeId),
                report.getTransitionInstanceReports().stream()
                        .filter(MigratingTransitionInstanceValidationReport::hasFailures)
                        .map(MigratingTransitionInstanceValidationReport::getSourceScopeId));
        return boxes.findFirst()
                .map(box -> "It is at “%s”, from where it cannot go on in the other version."
                        .formatted(maps.stepName(process, box)))
                .orElse("The engine refuses: " + String.join("; ", report.getFailures()) + ".");
    }
}
