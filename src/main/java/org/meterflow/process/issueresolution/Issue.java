package org.meterflow.process.issueresolution;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.incident.Subject;

/**
 * One issue. Its number is the business key of its case.
 *
 * @param raisedBy name of a person, id of a party, or a case as {@code process:case}
 * @param severity 1 to 4; 0 before the rules were asked
 * @param owner who answers for it; null before somebody does
 * @param quietFrom since when it must not recur
 */
record Issue(
        String id,
        String title,
        String description,
        IssueReport.Source source,
        IssueReport.Gravity gravity,
        Subject.@Nullable Part subject,
        Set<String> parties,
        String raisedBy,
        Instant raisedAt,
        State state,
        int severity,
        @Nullable String reason,
        @Nullable String owner,
        Analysis analysis,
        int recurrences,
        @Nullable Instant quietFrom,
        @Nullable Instant closedAt) {

    static final String PROCESS = "issueResolution";

    static final String OWNER = "Owner";
    static final String PLAN = "Plan";
    static final String FIX = "Fix";

    enum State {
        OPEN("Nobody owns it yet"),
        ANALYSED("Its cause is sought"),
        BEING_PUT_RIGHT("Being put right"),
        QUIET("Put right, and watched"),
        CLOSED("Closed"),
        ENDED("Closed for good");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean closed() {
            return this == CLOSED || this == ENDED;
        }
    }

    /** What its owner decided last. */
    enum Decision {
        PUT_RIGHT,
        MODIFICATION,
        ESCALATE,
        DISPUTE,
        CLOSE
    }

    /**
     * What was found out.
     *
     * @param whys from the fault down to its root
     * @param change number of a modification of the code, or of a change of a process
     */
    record Analysis(
            @Nullable String timeline,
            List<String> whys,
            @Nullable CauseCategory category,
            @Nullable Decision decision,
            @Nullable String change) {}

    static CaseKey key(String id) {
        return new CaseKey(PROCESS, id);
    }

    CaseKey key() {
        return key(id);
    }
}
