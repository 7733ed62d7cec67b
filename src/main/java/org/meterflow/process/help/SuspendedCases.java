package org.meterflow.process.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.RunningCases;
import org.meterflow.process.engine.Suspensions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person has a case stand still, with all it has called, and has it go on. */
@Component
public class SuspendedCases {

    private final Suspensions suspensions;
    private final RunningCases running;
    private final CaseViews views;
    private final HelpRecords records;
    private final Timeline timeline;

    SuspendedCases(
            Suspensions suspensions, RunningCases running, CaseViews views, HelpRecords records, Timeline timeline) {
        this.suspensions = suspensions;
        this.running = running;
        this.views = views;
        this.records = records;
        this.timeline = timeline;
    }

    /** Who has suspended the case, or the one it is part of; empty when it runs or has ended. */
    public Optional<Help> suspension(CaseKey key) {
        return suspensions.isSuspended(key)
                ? running.outermost(key).flatMap(root -> records.latest(root, Help.Act.SUSPENDED))
                : Optional.empty();
    }

    public HelpPlan suspending(CaseKey key) {
        return Outermost.obstacle(running, key)
                .or(() -> suspension(key).map(Help::sentence))
                .map(HelpPlan::forbidden)
                .orElseGet(() -> new HelpPlan(
                        null,
                        standingStill(key),
                        List.of(
                                "Deadlines do not move: what has come due by then happens as soon as the case is resumed.",
                                "What has been sent to meters and parties is on its way.")));
    }

    private List<String> standingStill(CaseKey key) {
        List<String> still = new ArrayList<>();
        still.add("No step of the case runs, and no time limit takes effect.");
        running.tasks(key).forEach(task -> still.add("Nobody can do the task “%s”.".formatted(task.name())));
        called(key).forEach(about -> still.add("“%s” stands still too.".formatted(about)));
        still.add("Messages and answers of meters that come for it are kept, and delivered when it is resumed.");
        return still;
    }

    private List<String> called(CaseKey key) {
        return running.family(key).stream()
                .filter(each -> !each.equals(key))
                .flatMap(each -> views.facts(each).map(CaseFacts::about).stream())
                .toList();
    }

    /** @throws CannotHelp when it cannot be done, or somebody has done it already */
    @Transactional
    public void suspend(CaseKey key, String reason, String person) {
        records.lock(key);
        suspending(key).require();
        suspensions.suspend(key);
        records.add(key, Help.Act.SUSPENDED, reason, person);
        timeline.note(key, StoryKind.PERSON, "Suspended", reason, person);
    }

    public HelpPlan resuming(CaseKey key) {
        return Outermost.obstacle(running, key)
                .or(() -> suspensions.isSuspended(key) ? Optional.empty() : Optional.of(running(key)))
                .map(HelpPlan::forbidden)
                .orElseGet(() -> new HelpPlan(
                        null,
                        List.of(
                                "What has come for the case meanwhile is delivered, in the order in which it came.",
                                "What has come due meanwhile happens at once.",
                                "Its tasks can be done again."),
                        List.of("Deadlines that have passed are not given anew.")));
    }

    private String running(CaseKey key) {
        return records.latest(key, Help.Act.RESUMED).map(Help::sentence).orElse("The case is not suspended.");
    }

    /** @throws CannotHelp when it cannot be done, or somebody has done it already */
    @Transactional
    public void resume(CaseKey key, String reason, String person) {
        records.lock(key);
        resuming(key).require();
        records.add(key, Help.Act.RESUMED, reason, person);
        timeline.note(key, StoryKind.PERSON, "Resumed", reason, person);
        suspensions.resume(key);
    }
}
