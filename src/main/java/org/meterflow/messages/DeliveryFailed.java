package org.meterflow.messages;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Reason;

/** The recipient does not have the message, and the reason says why in a sentence an operator can act on. */
public class DeliveryFailed extends Exception {

    enum Kind {
        REJECTED,
        FAILED,
        UNREACHABLE,
        NO_ADDRESS
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    private DeliveryFailed(Kind kind, String reason, @Nullable Duration retryAfter) {
        super(reason);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** The recipient will not take this message, ever: nothing is gained by trying again. */
    public static DeliveryFailed permanent(String reason) {
        return new DeliveryFailed(Kind.REJECTED, reason, null);
    }

    /** The recipient answered, but not with success. Tried again a limited number of times. */
    public static DeliveryFailed failed(String reason) {
        return new DeliveryFailed(Kind.FAILED, reason, null);
    }

    /** Nobody answered, so it is not the message's fault. Tried again for as long as the outbox allows. */
    public static DeliveryFailed unreachable(String reason) {
        return new DeliveryFailed(Kind.UNREACHABLE, reason, null);
    }

    /** The recipient asks not to be called before this time has passed. */
    public static DeliveryFailed overloaded(String reason, Duration retryAfter) {
        return new DeliveryFailed(Kind.UNREACHABLE, reason, retryAfter);
    }

    /** The recipient has no address on this channel: the message is kept for it to see, and not tried again. */
    public static DeliveryFailed noAddress(String reason) {
        return new DeliveryFailed(Kind.NO_ADDRESS, reason, null);
    }

    public String reason() {
        return Reason.of(this);
    }

    public boolean permanent() {
        return kind == Kind.REJECTED || kind == Kind.NO_ADDRESS;
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
