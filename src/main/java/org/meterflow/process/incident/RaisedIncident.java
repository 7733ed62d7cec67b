package org.meterflow.process.incident;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;

/**
 * One incident. Its number is the business key of its case.
 *
 * @param parties ids of all concerned, the one that raised it among them
 */
record RaisedIncident(
        String id,
        String title,
        String description,
        Raiser raiser,
        Effects effects,
        Subject subject,
        Set<String> parties,
        Handling handling,
        Resolution resolution,
        Times times) {

    static final String PROCESS = "incident";

    static final String FIRST_RESPONSE = "First response";
    static final String RESOLUTION = "Resolution";
    static final String REPORT = "Report";
    static final String NEXT_UPDATE = "Next update";

    enum State {
        RAISED("Not taken on yet"),
        TAKEN_ON("Being worked on"),
        WAITING("Waiting for information"),
        PART_OF("Part of another incident"),
        RESOLVED("Resolved"),
        CLOSED("Closed");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean open() {
            return this != RESOLVED && this != CLOSED;
        }
    }

    /** What a person decided last. */
    enum Decision {
        TAKE_ON,
        PASS_ON,
        PART_OF,
        WAIT,
        RESOLVED
    }

    /**
     * @param category 0 before the rules were asked
     * @param partOf the incident with which this one ends
     */
    record Handling(
            State state,
            int category,
            @Nullable String reason,
            @Nullable String team,
            @Nullable Decision decision,
            @Nullable String note,
            @Nullable String partOf) {}

    record Resolution(
            @Nullable IncidentCause cause, @Nullable String words) {}

    /**
     * @param restsSince since when its clocks stand still
     * @param waitUntil until when they may
     */
    record Times(
            Instant raisedAt,
            @Nullable Instant respondedAt,
            @Nullable Instant restsSince,
            @Nullable Instant waitUntil,
            @Nullable Instant resolvedAt,
            @Nullable Instant closedAt) {}

    static CaseKey key(String id) {
        return new CaseKey(PROCESS, id);
    }

    CaseKey key() {
        return key(id);
    }

    int category() {
        return handling.category();
    }

    State state() {
        return handling.state();
    }

    /** The clock that runs out next for whoever works on it. */
    String clock() {
        return times.respondedAt() == null ? FIRST_RESPONSE : RESOLUTION;
    }
}
