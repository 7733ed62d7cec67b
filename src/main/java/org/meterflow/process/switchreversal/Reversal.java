package org.meterflow.process.switchreversal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;

/**
 * One switch that is undone. Its switch id is the business key of its case.
 *
 * @param takenFrom whose registration is gone
 * @param supplier who supplies on; null when nobody is registered
 * @param keysRound how often a person has had the keys sent again
 * @param decision what a person decided last
 * @param remark why
 */
record Reversal(
        String switchId,
        Mpxn mpxn,
        Mpid takenFrom,
        @Nullable Mpid supplier,
        Instant supplyStartsAt,
        Instant begunAt,
        int keysRound,
        @Nullable String decision,
        @Nullable String remark,
        @Nullable Instant endedAt) {

    static final String PROCESS = "switchReversal";

    CaseKey key() {
        return new CaseKey(PROCESS, switchId);
    }
}
