package org.meterflow.process;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as it stands: the process's own facts, and where it is in the diagram.
 *
 * @param active elements where it rests now
 * @param waitsFor sentences: what each active element waits for, and until when
 * @param failures what went wrong and is to be retried by a person
 */
public record CaseDetails(
        CaseFacts facts,
        List<Step> steps,
        List<String> active,
        List<String> waitsFor,
        List<Failure> failures,
        int version) {

    /** A step that gave up after its retries. */
    public record Failure(
            String jobId,
            String elementId,
            String message,
            @Nullable Instant since) {}
}
