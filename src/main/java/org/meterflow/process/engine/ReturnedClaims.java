package org.meterflow.process.engine;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.meterflow.team.LeftTeam;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Whoever is no longer in a team keeps none of its tasks: they go back to those who can do them. Those of a suspended case go
 * back when it is resumed.
 */
@Component
class ReturnedClaims {

    private static final Logger log = LoggerFactory.getLogger(ReturnedClaims.class);

    private final TaskService tasks;
    private final TaskTeams teams;

    ReturnedClaims(ProcessEngine engine, TaskTeams teams) {
        this.tasks = engine.getTaskService();
        this.teams = teams;
    }

    @EventListener
    void on(LeftTeam left) {
        giveBack(left.person());
    }

    /** What was claimed before there were teams, or has been offered to others since. */
    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        tasks.createTaskQuery().taskAssigned().active().list().stream()
                .map(Task::getAssignee)
                .distinct()
                .forEach(this::giveBackAtStart);
    }

    private void giveBackAtStart(String person) {
        try {
            giveBack(person);
        } catch (ConcurrencyFailureException crossed) {
            log.debug("Another node gives back what {} claimed", person, crossed);
        }
    }

    void giveBack(Collection<String> people) {
        people.forEach(this::giveBack);
    }

    private void giveBack(String person) {
        Set<String> theirs = teams.seenBy(person, tasks.createTaskQuery().taskAssignee(person)).stream()
                .flatMap(query -> query.list().stream())
                .map(Task::getId)
                .collect(Collectors.toSet());
        try {
            tasks.createTaskQuery().taskAssignee(person).active().list().stream()
                    .map(Task::getId)
                    .filter(task -> !theirs.contains(task))
                    .forEach(task -> tasks.setAssignee(task, null));
        } catch (OptimisticLockingException crossed) {
            throw new ConcurrencyFailureException("Somebody else is changing a task of " + person, crossed);
        }
    }
}
