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
}
