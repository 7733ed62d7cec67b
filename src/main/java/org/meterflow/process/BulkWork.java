package org.meterflow.process;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A case that does the same at very many meter points, and keeps what came of each: people see how far it is, and pause it. */
public interface BulkWork {

    /**
     * How far a case is.
     *
     * @param stages what is done at each meter point, one after the other
     * @param pausedBy null while it is not paused
     * @param ended whether nothing is left for workers
     */
    record Progress(List<Stage> stages, @Nullable String pausedBy, boolean ended) {}

    /**
     * @param name such as "Keys"
     * @param counts how many meter points are where, in the order of the work
     */
    record Stage(String name, List<Count> counts) {

        public long all() {
            return counts.stream().mapToLong(Count::meterPoints).sum();
        }

        /** In percent of all, rounded down: 100 only when all are done. */
        public long percent() {
            long done = counts.stream()
                    .filter(Count::done)
                    .mapToLong(Count::meterPoints)
                    .sum();
            return all() == 0 ? 100 : 100 * done / all();
        }
    }

    /** @param done whether nothing is done at them any more */
    record Count(String name, long meterPoints, boolean done) {}

    /** What came of one meter point, in words. */
    record Result(
            String mpxn,
            String fuel,
            String payment,
            String registration,
            String keys,
            int tries,
            String said,
            @Nullable Instant settledAt) {}

    /** Whether the case is of this kind, and has looked at what it concerns. */
    boolean concerns(CaseKey key);

    /** Empty when the case is none of this kind, or has not looked yet at what it concerns. */
    Optional<Progress> progress(CaseKey key);

    /** What has been sent to meters already is not called back. */
    void pause(CaseKey key, String person);

    void resume(CaseKey key, String person);

    /** @param unsettled only those that need somebody */
    List<Result> results(CaseKey key, boolean unsettled, int limit, int offset);

    /** All of them one after the other, of which only some are in memory at one time. */
    void each(CaseKey key, Consumer<Result> consumer);
}
