package org.meterflow.process.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.RunningCases;
import org.meterflow.process.engine.StoppedCases;
import org.meterflow.process.engine.Suspensions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person cancels a case: by its own way where it has one, and with all it has called. */
@Component
public class CancelledCases {

    private final CancelHooks hooks;
    private final RunningCases running;
    private final StoppedCases stopped;
    private final Suspensions suspensions;
    private final HelpRecords records;
    private final Timeline timeline;

    CancelledCases(
            CancelHooks hooks,
            RunningCases running,
            StoppedCases stopped,
            Suspensions suspensions,
            HelpRecords records,
            Timeline timeline) {
        this.hooks = hooks;
        this.running = running;
        this.stopped = stopped;
        this.suspensions = suspensions;
        this.records = records;
        this.timeline = timeline;
    }

    public HelpPlan cancelling(CaseKey key) {
        Optional<String> obstacle =
                records.latest(key, Help.Act.CANCELLED).map(Help::sentence).or(() -> Outermost.obstacle(running, key));
        if (obstacle.isPresent()) {
            return HelpPlan.forbidden(obstacle.get());
        }
        HelpPlan plan = hooks.plan(running.family(key));
        if (plan.forbidden() != null) {
            return plan;
        }
        List<String> happens = new ArrayList<>(List.of("The case ends. It cannot be brought back."));
        running.tasks(key).forEach(task -> happens.add(withdrawn(task.name(), task.assignee())));
        happens.addAll(plan.happens());
        return new HelpPlan(null, happens, plan.remains());
    }

    static String withdrawn(String task, @Nullable String assignee) {
        return "The task “%s” is withdrawn%s."
                .formatted(task, assignee == null ? "" : ", which " + assignee + " has claimed");
    }

    /** @throws CannotHelp when it cannot be done, or somebody has done it already */
    @Transactional
    public void cancel(CaseKey key, String reason, String person) {
        records.lock(key);
        HelpPlan plan = cancelling(key);
        plan.require();
        List<CaseKey> called = new ArrayList<>(running.family(key));
        called.remove(key);
        records.add(key, Help.Act.CANCELLED, reason, person);
        timeline.note(key, StoryKind.PERSON, "Cancelled", reason, person);
        suspensions.lift(key);
        if (!hooks.cancel(key, reason)) {
            stopped.stop(key, reason);
        }
        called.stream().filter(running::wasCutOff).forEach(each -> hooks.cancel(each, reason));
    }
}
