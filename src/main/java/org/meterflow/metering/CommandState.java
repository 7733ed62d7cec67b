package org.meterflow.metering;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.identifier.Eui64;

/**
 * How far a command has come: for those who wait for a fact and have not heard it.
 *
 * @param reason why it ended as it did; null while all is well
 * @param attempts how often it was sent
 * @param settledAt when it reached an end: answered, took effect or not, or was given up
 * @param answer the device's message as it came; null before
 * @param effect the alert in which the device told of a future-dated command's execution
 * @param values what the answer says; null before, and when it is for a user's eyes alone
 */
public record CommandState(
        String reference,
        Eui64 device,
        Stage stage,
        @Nullable String reason,
        int attempts,
        Instant askedAt,
        @Nullable Instant sentAt,
        @Nullable Instant answeredAt,
        @Nullable Instant settledAt,
        byte @Nullable [] answer,
        byte @Nullable [] effect,
        @Nullable MeterAnswer values) {

    CommandState withValues(@Nullable MeterAnswer read) {
        return new CommandState(
                reference,
                device,
                stage,
                reason,
                attempts,
                askedAt,
                sentAt,
                answeredAt,
                settledAt,
                answer,
                effect,
                read);
    }

    /** Where a command stands. */
    public enum Stage {
        /** waits for its turn, its hub, or its next attempt */
        QUEUED,
        /** waits until its device's state is read, which decides whether it may be sent (again) */
        CHECKING,
        /** its user has the message, and takes it to the device; the answer is known when the user brings it */
        HANDED_OVER,
        /** is on its way; the answer is awaited */
        SENT,
        ANSWERED,
        /** accepted by the device for a future date */
        PENDING_EXECUTION,
        TOOK_EFFECT,
        DID_NOT_TAKE_EFFECT,
        /** no attempt was answered in time */
        UNREACHABLE,
        CANCELLED,
        /** the platform could not put it into a message */
        REFUSED
    }
}
