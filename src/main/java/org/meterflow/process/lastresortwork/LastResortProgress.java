package org.meterflow.process.lastresortwork;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.meterflow.process.BulkWork;
import org.meterflow.process.CaseKey;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How far a direction is, for the console, which pauses it and lets it go on. */
@Component
class LastResortProgress implements BulkWork {

    private final LastResorts directions;
    private final ConcernedMeterPoints points;
    private final Timeline timeline;
    private final Clock clock;

    LastResortProgress(LastResorts directions, ConcernedMeterPoints points, Timeline timeline, Clock clock) {
        this.directions = directions;
        this.points = points;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public boolean concerns(CaseKey key) {
        return direction(key).isPresent();
    }

    @Override
    public Optional<Progress> progress(CaseKey key) {
        return direction(key).map(direction -> {
            Counts counts = points.counts(direction.caseId());
            boolean ended = direction.work() == LastResort.Work.NOTHING;
            return new Progress(List.of(registrations(counts), keys(counts)), direction.pausedBy(), ended);
        });
    }

    private Optional<LastResort> direction(CaseKey key) {
        return key.process().equals(LastResort.PROCESS) ? directions.find(key.caseId()) : Optional.empty();
    }

    private static Stage registrations(Counts counts) {
        return new Stage(
                "Registrations",
                List.of(
                        new Count("waiting", counts.toPass(), false),
                        new Count("passed", counts.passed(), true),
                        new Count("with another supplier", counts.left(), true)));
    }

    private static Stage keys(Counts counts) {
        return new Stage(
                "Keys at the meters",
                List.of(
                        new Count("waiting", counts.toPass() + counts.toReplace(), false),
                        new Count("under way", counts.asked(), false),
                        new Count("replaced", counts.replaced(), true),
                        new Count("failed", counts.failed(), true),
                        new Count("handed to a person", counts.handedOver(), true)));
    }

    @Override
    @Transactional
    public void pause(CaseKey key, String person) {
        direction(key).filter(direction -> direction.pausedBy() == null).ifPresent(direction -> {
            directions.pause(direction.caseId(), person, clock.instant());
            timeline.note(key, StoryKind.PERSON, "Paused the replacement of keys", "", person);
        });
    }

    @Override
    @Transactional
    public void resume(CaseKey key, String person) {
        direction(key).filter(direction -> direction.pausedBy() != null).ifPresent(direction -> {
            directions.resume(direction.caseId());
            timeline.note(key, StoryKind.PERSON, "Resumed the replacement of keys", "", person);
        });
    }

    @Override
    public List<Result> results(CaseKey key, boolean unsettled, int limit, int offset) {
        return direction(key).stream()
                .flatMap(direction -> points.results(direction.caseId(), unsettled, limit, offset).stream())
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public void each(CaseKey key, Consumer<Result> consumer) {
        direction(key).ifPresent(direction -> points.each(direction.caseId(), consumer));
    }
}
