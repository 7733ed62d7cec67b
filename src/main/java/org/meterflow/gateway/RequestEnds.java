package org.meterflow.gateway;

import java.time.Clock;
import java.util.Objects;
import org.meterflow.access.AccessDecision;
import org.meterflow.gateway.Callbacks.Kind;
import org.meterflow.gateway.ServiceRequest.State;
import org.meterflow.identifier.RequestId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** How requests end that were accepted, for their users and for the platform. */
@Component
class RequestEnds {

    private final OpenRequests open;
    private final Callbacks callbacks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RequestEnds(OpenRequests open, Callbacks callbacks, ApplicationEventPublisher events, Clock clock) {
        this.open = open;
        this.callbacks = callbacks;
        this.events = events;
        this.clock = clock;
    }

    /** Its user is told; there is nothing to hand over. */
    void fail(ServiceRequest request, ResponseCode code, String reason) {
        fail(request, code.code(), reason);
    }

    /** The same, where access control says why. */
    void fail(ServiceRequest request, AccessDecision refusal) {
        fail(request, refusal.code(), refusal.sentence());
    }

    /** The same, where it could not be carried out when its time had come. */
    void fail(ServiceRequest request, Outcome refusal) {
        fail(request, refusal.code(), refusal.reason());
    }

    private void fail(ServiceRequest request, String code, String reason) {
        callbacks.answer(request, Kind.FAILURE, code, reason, message -> {});
        end(request, State.FAILED, code, reason);
    }

    /** Its user has been told what the device says. */
    void end(ServiceRequest request, State state, String reason) {
        end(request, state, ResponseCode.DONE.code(), reason);
    }

    private void end(ServiceRequest request, State state, String code, String reason) {
        open.move(request, state);
        RequestId id = request.requestId();
        if (id != null) {
            events.publishEvent(new ServiceRequestEnded(
                    request.number(), id, Objects.requireNonNull(request.variant()), code, reason, clock.instant()));
        }
    }
}
