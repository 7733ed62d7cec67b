package org.meterflow.gateway;

import java.util.Optional;
import org.meterflow.access.AccessDecision;
import org.meterflow.gateway.ServiceRequest.State;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.CommandState;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.CommandSuperseded;
import org.meterflow.metering.MeterUnreachable;
import org.meterflow.metering.Meters;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of requests whose commands came to nothing: the device was silent, or its user asked for something else. */
@Component
class UnansweredCommands {

    private final OpenRequests open;
    private final RequestEnds ends;
    private final Meters meters;
    private final RightToCommand rights;

    UnansweredCommands(OpenRequests open, RequestEnds ends, Meters meters, RightToCommand rights) {
        this.open = open;
        this.ends = ends;
        this.meters = meters;
        this.rights = rights;
    }

    /** Its device may have come to trust another while it waited for its turn, and its meter point another supplier. */
    @EventListener
    @Transactional
    void on(MeterUnreachable unreachable) {
        open.behind(unreachable.reference())
                .filter(request -> request.state().isExpecting())
                .ifPresent(request -> tell(request, unreachable));
    }

    private void tell(ServiceRequest request, MeterUnreachable unreachable) {
        String reference = unreachable.reference();
        boolean refused = meters.stage(reference).filter(Stage.REFUSED::equals).isPresent();
        Optional<AccessDecision> lost = refused && !wasSent(reference) ? rights.lost(request) : Optional.empty();
        lost.ifPresentOrElse(
                refusal -> ends.fail(request, refusal),
                () -> ends.fail(request, code(request, reference, refused), unreachable.reason()));
    }

    private ResponseCode code(ServiceRequest request, String reference, boolean refused) {
        if (request.state() == State.WAITING_AT_DEVICE) {
            return ResponseCode.NOT_TOLD_AT_ITS_DATE;
        }
        if (wasSent(reference)) {
            return ResponseCode.NO_RESPONSE;
        }
        return refused && isDistrusted(request) ? ResponseCode.NOT_TRUSTED : ResponseCode.CANNOT_COMMUNICATE;
    }

    /** Its user has put another in its place, or has withdrawn it; a change of supplier does so too. */
    @EventListener
    @Transactional
    void on(CommandSuperseded superseded) {
        open.behind(superseded.reference())
                .filter(request -> request.state() == State.WAITING_AT_DEVICE)
                .ifPresent(request -> open.move(request, State.CANCELLED));
    }

    private boolean wasSent(String reference) {
        return meters.find(reference).map(CommandState::attempts).orElse(0) > 0;
    }

    private boolean isDistrusted(ServiceRequest request) {
        RequestId id = request.requestId();
        return id != null && meters.distrust(id.target(), id.originator()).isPresent();
    }
}
