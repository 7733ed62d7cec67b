package org.meterflow.process;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as it stands: the process's own facts, and where it is in the diagram.
 *
 * @param active elements where it rests now
 * @param waitsFor sentences: what each active element waits for, and until when
 * @param failures what went wrong: tried again by the platform, or waiting for a person
 */
public record CaseDetails(
        CaseFacts facts,
        List<Step> steps,
        List<String> active,
        List<String> waitsFor,
        List<Failure> failures,
        int version) {

    /**
     * A step that failed.
     *
     * @param step its name
     * @param retriesLeft how often the platform still tries it by itself
     * @param next when it tries again; null when as soon as it can
     */
    public record Failure(
            String jobId,
            String elementId,
            String step,
            String message,
            int retriesLeft,
            @Nullable Instant next,
            @Nullable Instant since) {

        public boolean retrying() {
            return retriesLeft > 0;
        }
    }
}
