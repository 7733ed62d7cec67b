package org.meterflow.process.changeofsupplier;

import org.jspecify.annotations.Nullable;

/**
 * Electricity and gas of one home, asked for together.
 *
 * @param oneFailsAllFail whether both are to switch or neither; otherwise each goes its own way
 * @param because why it failed, as the end of a sentence; null unless it has
 */
record DualFuelGroup(
        String groupId,
        boolean oneFailsAllFail,
        Decision decision,
        @Nullable String because) {

    /** What has become of both; of one whose halves go their own ways it stays open. */
    enum Decision {
        OPEN,
        SECURED,
        FAILED
    }

    boolean is(Decision decided) {
        return decision == decided;
    }
}
