package org.meterflow.process.migration;

/**
 * What became of one case.
 *
 * @param said why it stayed where it was; empty otherwise
 */
public record MigratedCase(String caseId, Outcome outcome, String said) {

    /** Where the case is in the migration. */
    public enum Outcome {
        WAITING,
        MOVED,
        LEFT
    }
}
