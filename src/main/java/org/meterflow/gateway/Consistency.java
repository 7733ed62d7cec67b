package org.meterflow.gateway;

import java.util.Optional;
import org.meterflow.duis.DuisRequest;
import org.meterflow.identifier.Eui64;

/** Whether the parts of a request fit each other and the address it came to. */
final class Consistency {

    private Consistency() {}

    /** The refusal, when something does not fit. */
    static Optional<Outcome> examine(
            Service address, DuisRequest request, org.meterflow.access.Service service, Eui64 dcc) {
        int variant = request.commandVariant();
        if (!address.takes(variant)) {
            return refuse(
                    ResponseCode.NOT_AT_THIS_ADDRESS,
                    "Command variant " + variant + " does not belong to service" + address.name());
        }
        if (!request.serviceReference().equals(service.serviceReference())) {
            return refuse(
                    ResponseCode.NOT_FOR_THIS_REQUEST,
                    service.variant() + " belongs to service reference " + service.serviceReference() + ", not "
                            + request.serviceReference());
        }
        if (!fits(variant, service)) {
            return refuse(
                    ResponseCode.NOT_FOR_THIS_REQUEST, "Command variant " + variant + " does not apply to " + service);
        }
        String body = variant >= 5 && variant <= 7 ? "SignedPreCommand" : service.bodyElement();
        if (!request.contentName().equals(body)) {
            return refuse(
                    ResponseCode.NOT_FOR_THIS_REQUEST,
                    "The body of " + service + " in command variant " + variant + " is " + body + ", not "
                            + request.contentName());
        }
        boolean toDcc = request.id().target().equals(dcc);
        if (toDcc == service.device()) {
            return refuse(
                    ResponseCode.NOT_FOR_THIS_REQUEST,
                    service + " is addressed to " + (service.device() ? "a device" : "the DCC"));
        }
        return Optional.empty();
    }

    private static boolean fits(int variant, org.meterflow.access.Service service) {
        if (!service.device()) {
            return variant == 8;
        }
        return service.critical() ? variant >= 4 && variant <= 7 : variant >= 1 && variant <= 3;
    }

    private static Optional<Outcome> refuse(ResponseCode code, String reason) {
        return Optional.of(Outcome.refused(code, reason));
    }
}
