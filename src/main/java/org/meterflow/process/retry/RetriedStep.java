package org.meterflow.process.retry;

import org.meterflow.process.CaseKey;

/**
 * A step that is tried again, and what became of it.
 *
 * @param step its name
 * @param said why it failed again or was not tried; empty otherwise
 */
public record RetriedStep(String job, CaseKey key, String step, Outcome outcome, String said) {

    /** Where it is. */
    public enum Outcome {
        WAITING,
        RUNNING,
        /** It has run. */
        PASSED,
        FAILED,
        /** It was not tried. */
        SKIPPED
    }
}
