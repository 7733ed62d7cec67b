package org.meterflow.process.servicerequest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;

/**
 * One service request of a process, and how far it has got.
 *
 * @param requester the user for whom access is decided
 * @param logFrom the daily log's period, where one is asked for
 * @param executeAt null for at once
 * @param attempt how many times the plan has begun anew since a person last decided
 * @param asks how many commands have been queued in all
 * @param reason why there is no answer
 * @param answer value names to values; empty while there is none
 */
public record RequestedService(
        String id,
        CaseKey parent,
        Question question,
        Eui64 device,
        @Nullable Mpxn mpxn,
        Eui64 requester,
        @Nullable Instant logFrom,
        @Nullable Instant logTo,
        @Nullable Instant executeAt,
        Instant requestedAt,
        State state,
        int attempt,
        int asks,
        @Nullable String commandReference,
        @Nullable String accessCode,
        @Nullable String accessSentence,
        @Nullable Instant nextAttemptAt,
        @Nullable String reason,
        Map<String, String> answer,
        @Nullable Instant answeredAt) {

    /** How far a request has got. */
    public enum State {
        REQUESTED("Requested"),
        HELD("Held"),
        ASKED("Asked"),
        ACCEPTED("Accepted by the device"),
        SILENT("No answer yet"),
        ANSWERED("Answered"),
        REFUSED("Refused"),
        GIVEN_UP("Given up");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public boolean ended() {
            return this == ANSWERED || this == REFUSED || this == GIVEN_UP;
        }
    }

    public boolean answered() {
        return state == State.ANSWERED;
    }

    public Optional<BigDecimal> number(String value) {
        return Optional.ofNullable(answer.get(value)).map(BigDecimal::new);
    }
}
