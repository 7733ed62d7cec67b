package org.meterflow.process.lastresortwork;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;

/**
 * One direction of the regulator.
 *
 * @param caseId of the case that carries it out
 * @param failed id of the party that supplies no more
 * @param successor id of the party that supplies instead
 * @param workOf the case of the box that waits for the work to be done; null before the first
 * @param pausedBy who has paused it; null when it is not
 */
record LastResort(
        String caseId,
        String failed,
        String successor,
        LocalDate effectiveOn,
        Work work,
        @Nullable String workOf,
        @Nullable String pausedBy) {

    static final String PROCESS = "supplierOfLastResort";

    /** Which of its meter points workers may take. */
    enum Work {
        NOTHING,
        REGISTRATIONS,
        KEYS
    }

    CaseKey box() {
        return new CaseKey(LastResortWork.PROCESS, String.valueOf(workOf));
    }
}
