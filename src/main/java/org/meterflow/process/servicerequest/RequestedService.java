package org.meterflow.process.servicerequest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;

/**
 * One service request of a process, and how far it has got.
 *
 * @param attempt how many times the plan has begun anew since a person last decided
 * @param asks how many commands have been queued in all
 * @param reason why there is no answer; beside an answer, why the device has not done it
 * @param answer value names to values; empty while there is none
 */
public record RequestedService(
        ServiceOrder order,
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
        GIVEN_UP("Given up"),
        WITHDRAWN("Withdrawn");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public boolean ended() {
            return this == ANSWERED || this == REFUSED || this == GIVEN_UP || this == WITHDRAWN;
        }
    }

    public String id() {
        return order.id();
    }

    public CaseKey parent() {
        return order.parent();
    }

    public Question question() {
        return order.question();
    }

    /** It is one of the catalogue, whose answer ends it, be it yes or no. */
    boolean isOther() {
        return order.asked() != null;
    }

    /** It changes nothing, so that a part of an answer is an answer. */
    boolean isQuestion() {
        return order.asked() != null && order.asked().service().reads();
    }

    /** What is said of it in the story when it goes to the device. */
    String asking() {
        if (isSigned()) {
            return "Sent the signed command";
        }
        return (isOther() ? "Asked the device: " : "Asked the meter for its ") + order.words();
    }

    public Eui64 device() {
        return order.device();
    }

    public @Nullable Mpxn mpxn() {
        return order.mpxn();
    }

    /** Null for at once. */
    public @Nullable Instant executeAt() {
        return order.executeAt();
    }

    /** When it is carried out, if it is sent now. */
    Instant takesEffect(Instant now) {
        return executeAt() != null && executeAt().isAfter(now) ? executeAt() : now;
    }

    /** The user for whom access is decided at this time. */
    public Eui64 requester(Instant time) {
        return order.requester().at(time);
    }

    /** Of the commands it was put into, the first first; what its user has signed is one, however often it is sent. */
    public Stream<String> commandReferences() {
        return IntStream.rangeClosed(1, isSigned() ? Math.min(asks, 1) : asks)
                .mapToObj(ask -> ServiceRequest.reference(id(), ask));
    }

    boolean isSigned() {
        return order.signed() != null;
    }

    public boolean answered() {
        return state == State.ANSWERED;
    }

    /** Why the device, or the decision on access, has said no; empty when neither has. */
    public Optional<String> refusal() {
        return switch (state) {
            case REFUSED -> Optional.ofNullable(reason).or(() -> Optional.ofNullable(accessSentence));
            case ANSWERED -> Optional.ofNullable(reason);
            default -> Optional.empty();
        };
    }

    public Optional<BigDecimal> number(String value) {
        return Optional.ofNullable(answer.get(value)).map(BigDecimal::new);
    }
}
