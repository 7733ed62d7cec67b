package org.meterflow.process.foureyes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;

/**
 * Something that two people have to agree to.
 *
 * @param box the box of the asking case's diagram
 * @param visit the time that the case has come to the box
 * @param judged ids of tasks of that diagram, whose doers are neither of the two
 * @param outcome null while it is being decided
 */
record Approval(
        String id,
        CaseKey parent,
        String box,
        String visit,
        String title,
        String question,
        String team,
        Instant deadline,
        List<String> judged,
        Instant askedAt,
        @Nullable Outcome outcome) {

    static final String PROCESS = "fourEyes";

    enum Outcome {
        APPROVED("Approved"),
        REFUSED("Refused"),
        EXPIRED("Not decided in time"),
        /** The case that asked has ended, or gone on without it. */
        WITHDRAWN("Withdrawn");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    CaseKey key() {
        return new CaseKey(PROCESS, id);
    }

    String state() {
        return outcome == null ? "Being decided" : outcome.words();
    }
}
