package org.meterflow.process.changeofsupplier;

import org.jspecify.annotations.Nullable;

/**
 * What came of an objection; all null when there was none.
 *
 * @param proposal of the decision table, with its reason
 * @param reason why a person decided so
 */
record ObjectionOutcome(
        @Nullable String proposal,
        @Nullable String decision,
        @Nullable String reason) {

    static final ObjectionOutcome NONE = new ObjectionOutcome(null, null, null);

    static final String ASSIGN_DEBT = "assignDebt";

    boolean letsTheSwitchGoOn() {
        return "dismiss".equals(decision) || debtAssigned();
    }

    /** Whether the debt goes with the consumer (debt assignment protocol). */
    boolean debtAssigned() {
        return ASSIGN_DEBT.equals(decision);
    }

    boolean debtMayBeAssigned() {
        return proposal != null && proposal.startsWith("ASSIGN_DEBT");
    }

    /** What was decided, in words; null when nothing was. */
    @Nullable
    String words() {
        if (decision == null) {
            return null;
        }
        return switch (decision) {
            case "uphold" -> "The objection stands";
            case "dismiss" -> "The switch goes on";
            case ASSIGN_DEBT -> "The switch goes on, and the debt with it";
            default -> "The switch would have gone on, but the gate had closed";
        };
    }
}
