package org.meterflow.process;

import java.time.Instant;

/**
 * A step of a case that failed.
 *
 * @param message what it said, word for word
 * @param retrying whether the platform still tries it by itself
 * @param suspended whether its case is: then nothing tries it
 */
public record FailedStep(
        String jobId,
        CaseKey key,
        String elementId,
        String message,
        boolean retrying,
        boolean suspended,
        Instant since) {}
