package org.meterflow.process.engine;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.meterflow.process.CaseKey;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Cases that stand still, with all they have called: no timer fires, no step runs, no task can be completed. What they are
 * told is kept, and told when they go on.
 */
@Component
public class Suspensions {

    private final ProcessEngine engine;
    private final RunningCases running;
    private final ResumedCases resumed;
    private final KeptMessages kept;
    private final ReturnedClaims claims;
    private final EngineClock clock;
    private final JdbcClient jdbc;

    Suspensions(
            ProcessEngine engine,
            RunningCases running,
            ResumedCases resumed,
            KeptMessages kept,
            ReturnedClaims claims,
            EngineClock clock,
            JdbcClient jdbc) {
        this.engine = engine;
        this.running = running;
        this.resumed = resumed;
        this.kept = kept;
        this.claims = claims;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    public boolean isSuspended(CaseKey key) {
        return running.instance(key).map(instance -> instance.isSuspended()).orElse(false);
    }

    /** Those of the cases that are suspended. */
    public Set<CaseKey> among(Collection<CaseKey> wanted) {
        return wanted.isEmpty()
                ? Set.of()
                : jdbc
                        .sql("""
                                select definition.key_ as process, instance.business_key_ as case_id
                                from act_ru_execution instance
                                join act_re_procdef definition on definition.id_ = instance.proc_def_id_
                                where instance.id_ = instance.proc_inst_id_ and instance.suspension_state_ = 2
                                  and instance.business_key_ in (:cases)
                                """)
                        .param("cases", wanted.stream().map(CaseKey::caseId).collect(Collectors.toSet()))
                        .query(CaseKey.class)
                        .list()
                        .stream()
                        .filter(Set.copyOf(wanted)::contains)
                        .collect(Collectors.toSet());
    }

    /**
     * Has a case stand still that nobody has called, in the caller's transaction.
     *
     * @throws CannotMove when it has ended
     * @throws ConcurrencyFailureException when something happens to it at this moment: to be tried again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void suspend(CaseKey key) {
        String root = running.require(key).getId();
        kept.lock(root);
        crossing(key, () -> {
            for (List<String> active = ids(root, 1); !active.isEmpty(); active = ids(root, 1)) {
                active.forEach(engine.getRuntimeService()::suspendProcessInstanceById);
            }
        });
    }

    /**
     * Has it go on: first with what it has been told meanwhile, then with what has come due.
     *
     * @see #suspend
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resume(CaseKey key) {
        String root = running.require(key).getId();
        kept.lock(root);
        crossing(key, () -> ids(root, 2).forEach(engine.getRuntimeService()::activateProcessInstanceById));
        claims.giveBack(assigneesIn(root));
        running.family(key).forEach(resumed::hear);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                clock.lookForJobs();
            }
        });
    }

    /** For a case that is about to end: it stands still no longer, and what was kept for it has nobody to hear it any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lift(CaseKey key) {
        String root = running.require(key).getId();
        kept.lock(root);
        kept.forget(running.family(key));
        crossing(key, () -> ids(root, 2).forEach(engine.getRuntimeService()::activateProcessInstanceById));
    }

    private List<String> ids(String root, int state) {
        return jdbc.sql("select id_ from act_ru_execution where root_proc_inst_id_ = ? and id_ = proc_inst_id_"
                        + " and suspension_state_ = ?")
                .params(root, state)
                .query(String.class)
                .list();
    }

    private Set<String> assigneesIn(String root) {
        return running.ids(root).stream()
                .flatMap(id ->
                        engine.getTaskService().createTaskQuery().processInstanceId(id).taskAssigned().list().stream())
                .map(Task::getAssignee)
                .collect(Collectors.toSet());
    }

    private static void crossing(CaseKey key, Runnable change) {
        try {
            change.run();
        } catch (OptimisticLockingException crossed) {
            throw new ConcurrencyFailureException("Something else is happening in " + key, crossed);
        }
    }
}
