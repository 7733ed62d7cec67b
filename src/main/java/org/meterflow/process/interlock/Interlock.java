package org.meterflow.process.interlock;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.engine.Definition;
import org.meterflow.process.engine.Definitions;
import org.meterflow.process.engine.EndReached;
import org.meterflow.process.engine.ModelKind;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Knows the cases at each meter point, and asks {@code bpmn/running-together.dmn} whether another may start beside them. Whoever
 * starts a case looks first, in the transaction in which it starts: of two at one moment the second waits, and sees the first.
 */
@Component
public class Interlock {

    /** The decision table's id. */
    public static final String TABLE = "runningTogether";

    private final OpenWork work;
    private final Cases cases;
    private final CaseViews views;
    private final Definitions definitions;
    private final Timeline timeline;
    private final Clock clock;

    Interlock(OpenWork work, Cases cases, CaseViews views, Definitions definitions, Timeline timeline, Clock clock) {
        this.work = work;
        this.cases = cases;
        this.views = views;
        this.definitions = definitions;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Nobody else starts a case at these meter points until the caller's transaction is over. */
    public void lock(Collection<String> meterPoints) {
        work.lock(meterPoints);
    }

    /**
     * The cases under way at a locked meter point that a new one does not go with unnoticed.
     *
     * @param facts of the new one, by the names that diagrams use
     */
    public List<Meeting> meetings(CaseKey starting, Map<String, Object> facts, String meterPoint) {
        return work.at(meterPoint).stream()
                .filter(running -> !running.equals(starting))
                .filter(cases::isRunning)
                .map(running -> meeting(running, starting, facts, meterPoint))
                .filter(meeting -> meeting.ruling() != Ruling.TOGETHER)
                .toList();
    }

    private Meeting meeting(CaseKey running, CaseKey starting, Map<String, Object> facts, String meterPoint) {
        Map<String, Object> answer = cases.decide(
                TABLE,
                Map.of(
                        "running", running.process(),
                        "runningFacts", factsOf(running),
                        "starting", starting.process(),
                        "startingFacts", facts));
        return new Meeting(
                running,
                name(running.process()),
                meterPoint,
                Ruling.of(answer.get("rule")),
                Objects.toString(answer.get("reason"), ""));
    }

    private Map<String, Object> factsOf(CaseKey running) {
        return views.facts(running).map(found -> found.facts().named()).orElse(Map.of());
    }

    private String name(String process) {
        return definitions
                .inForce(ModelKind.DIAGRAM, process)
                .map(Definition::name)
                .orElse(process);
    }

    /** From now until it ends the case works at these meter points; it and those it meets there tell of each other. */
    public void begin(CaseKey key, Collection<String> meterPoints, List<Meeting> met) {
        for (String meterPoint : List.copyOf(meterPoints)) {
            if (work.begin(key, meterPoint, clock.instant())) {
                met.stream()
                        .filter(meeting -> meeting.meterPoint().equals(meterPoint))
                        .forEach(meeting -> noteBoth(key, meeting));
            }
        }
    }

    private void noteBoth(CaseKey key, Meeting met) {
        note(key, met.name(), met);
        note(met.running(), name(key.process()), met);
    }

    private void note(CaseKey key, String other, Meeting met) {
        timeline.note(
                key,
                StoryKind.DECISION,
                Meeting.oneOf(other) + " is at the same meter point",
                met.meterPoint() + ": " + met.reason(),
                Timeline.PLATFORM);
    }

    @EventListener
    void on(EndReached end) {
        work.end(end.key(), clock.instant());
    }
}
