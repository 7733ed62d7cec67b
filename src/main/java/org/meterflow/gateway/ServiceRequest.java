package org.meterflow.gateway;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/**
 * What a user asked and what it was told at once. What nobody could be known to have sent has no id, and none of the
 * fields that follow it.
 *
 * @param number the platform's own, in the order of arrival
 * @param requestIdAsSent in the sender's own letters
 * @param service D, S or T: the address it came to
 * @param role in which capacity access was given
 * @param executeAt when the user wants it carried out; null for at once
 * @param code the response code of the answer; null where there was no DUIS answer
 * @param reason a sentence for people: who, what, where and why
 */
public record ServiceRequest(
        long number,
        @Nullable RequestId requestId,
        @Nullable String requestIdAsSent,
        String service,
        @Nullable Eui64 originator,
        @Nullable Eui64 device,
        @Nullable Integer commandVariant,
        @Nullable String serviceReference,
        @Nullable String variant,
        @Nullable String role,
        Instant receivedAt,
        @Nullable Instant executeAt,
        State state,
        @Nullable String code,
        @Nullable String reason,
        @Nullable Instant answeredAt) {

    private static final String REFERENCE = "service-request-";

    /** How far a request has got. */
    public enum State {
        /** Refused at the door. */
        REFUSED,
        /** Everything there was to say has been said. */
        DONE,
        /** On its way to the device; the answer follows. */
        SENT,
        /** Accepted, and kept until its time comes. */
        HELD,
        /** Its command is with its user, who takes it to the device; the answer comes when the user brings it. */
        HANDED_BACK,
        /** Accepted by the device, which will act at its date. */
        WAITING_AT_DEVICE,
        /** Withdrawn by the user before its time. */
        CANCELLED,
        /** Accepted, but it could not be carried out. */
        FAILED;

        /** Its device may still answer. */
        boolean isExpecting() {
            return this == SENT || this == HANDED_BACK || this == WAITING_AT_DEVICE;
        }
    }

    /** The name under which a command to a device is known to belong to this request. */
    public static String referenceOf(long number) {
        return REFERENCE + number;
    }

    /** Empty when the command belongs to somebody else. */
    static Optional<Long> numberOf(String reference) {
        return reference.startsWith(REFERENCE)
                ? Optional.of(Long.valueOf(reference.substring(REFERENCE.length())))
                : Optional.empty();
    }
}
