package org.meterflow.process.escalation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.meterflow.process.StoryKind;
import org.meterflow.process.TimeTeller;
import org.meterflow.process.Timeline;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.DueTasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings up tasks that take too long: on the story of their case, and after twice their time on the list of those who answer
 * for all teams. Time never decides a task.
 */
@Component
public class Escalations {

    private static final Logger log = LoggerFactory.getLogger(Escalations.class);
    private static final int IN_ONE_GO = 200;

    private final DueTasks tasks;
    private final List<TimeTeller> clocks;
    private final Timeline timeline;
    private final EscalationSettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Escalations(
            DueTasks tasks,
            List<TimeTeller> clocks,
            Timeline timeline,
            EscalationSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.tasks = tasks;
        this.clocks = clocks;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The highest share first: of a task that has passed several since it was looked at, only that is told. */
    @Scheduled(fixedDelayString = "${meterflow.escalation.look-every:PT10S}")
    public void look() {
        Instant now = clock.instant();
        Stream.of(settings.managers(), settings.breach(), settings.urgent(), settings.reminder())
                .forEach(share -> tasks.passed(share, now, IN_ONE_GO).forEach(task -> bringUpAlone(task, share)));
    }

    /** One task that cannot be brought up keeps none of the others from it. */
    private void bringUpAlone(WorkItem task, int share) {
        try {
            transaction.executeWithoutResult(open -> bringUp(task, share));
        } catch (RuntimeException surprise) {
            log.warn("Task {} cannot be brought up", task.id(), surprise);
        }
    }

    private void bringUp(WorkItem task, int share) {
        if (tasks.pass(task, share) && !isToldByAClock(task, share)) {
            timeline.note(task.root(), StoryKind.PERSON, task.name(), words(share), Timeline.PLATFORM);
        }
    }

    /** Where a clock of the case runs until the task is due, its story has all that already, but for the list. */
    private boolean isToldByAClock(WorkItem task, int share) {
        return share < settings.managers()
                && clocks.stream().anyMatch(each -> each.tells(task.key(), Objects.requireNonNull(task.due())));
    }

    private String words(int share) {
        if (share == settings.managers()) {
            return "Not done, and %s%% of its time has gone. It is on the list of those who answer for all teams."
                    .formatted(share);
        }
        if (share == settings.breach()) {
            return "Not done in time.";
        }
        return share + "% of its time has gone.";
    }

    /** How many tasks wait that have had all their time, and as much again. */
    public long forManagers() {
        return tasks.waiting(settings.managers());
    }

    /** The longest overdue first. */
    public List<WorkItem> forManagers(int most) {
        return tasks.longestWaiting(settings.managers(), most);
    }
}
