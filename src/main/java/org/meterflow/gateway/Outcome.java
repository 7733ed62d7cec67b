package org.meterflow.gateway;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.AccessDecision;
import org.w3c.dom.Element;

/**
 * What became of a request in the exchange in which it came.
 *
 * @param actAt for a held request, when the platform takes it up again
 * @param content fills the response message after its two references
 */
record Outcome(
        ServiceRequest.State state,
        String code,
        String reason,
        @Nullable Instant actAt,
        Consumer<Element> content) {

    private static final Consumer<Element> NOTHING = message -> {};

    static Outcome refused(ResponseCode code, String reason) {
        return refused(code.code(), reason);
    }

    /** As access control has it. */
    static Outcome refused(AccessDecision decision) {
        return refused(decision.code(), decision.sentence());
    }

    private static Outcome refused(String code, String reason) {
        return new Outcome(ServiceRequest.State.REFUSED, code, reason, null, NOTHING);
    }

    static Outcome sent(String reason) {
        return new Outcome(ServiceRequest.State.SENT, ResponseCode.ACCEPTED.code(), reason, null, NOTHING);
    }

    /** On its way to the device, with something to say at once. */
    static Outcome sent(String reason, Consumer<Element> content) {
        return new Outcome(ServiceRequest.State.SENT, ResponseCode.ACCEPTED.code(), reason, null, content);
    }

    static Outcome handedBack(String reason, Consumer<Element> content) {
        return new Outcome(ServiceRequest.State.HANDED_BACK, ResponseCode.DONE.code(), reason, null, content);
    }

    static Outcome held(Instant actAt, String reason) {
        return new Outcome(ServiceRequest.State.HELD, ResponseCode.ACCEPTED.code(), reason, actAt, NOTHING);
    }

    static Outcome done(String reason, Consumer<Element> content) {
        return new Outcome(ServiceRequest.State.DONE, ResponseCode.DONE.code(), reason, null, content);
    }

    /** The same, with the reason why it was permitted at all before its own. */
    Outcome because(String permission) {
        return new Outcome(state, code, permission + ". " + reason, actAt, content);
    }
}
