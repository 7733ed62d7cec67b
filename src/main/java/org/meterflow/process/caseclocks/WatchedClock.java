package org.meterflow.process.caseclocks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;

/**
 * One clock of a case.
 *
 * @param alarm one that only runs out: nobody is reminded of it
 * @param reached the last stage that was told; null before the first
 */
record WatchedClock(
        CaseKey watched,
        String clock,
        Instant from,
        Instant due,
        boolean alarm,
        @Nullable Stage reached,
        State state) {

    enum State {
        RUNNING,
        RESTING,
        STOPPED,
        ENDED
    }

    /** The next stage of one that runs; empty when all have been told. */
    Optional<Stage> next() {
        return state != State.RUNNING
                ? Optional.empty()
                : Stream.of(Stage.values())
                        .filter(stage -> !alarm || stage == Stage.RAN_OUT)
                        .filter(stage -> reached == null || stage.compareTo(reached) > 0)
                        .findFirst();
    }

    Instant at(Stage stage, CaseClockSettings settings) {
        Duration whole = Duration.between(from, due);
        return from.plus(whole.multipliedBy(settings.percent(stage)).dividedBy(100));
    }
}
