package org.meterflow.gateway;

import java.util.Optional;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.Service;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.XmlText;
import org.meterflow.metering.RightToSend;
import org.springframework.stereotype.Component;

/**
 * Whether a user's command may still leave for its device, which may have been out of reach since before a switch. A read may:
 * what it brings is decided on when it is handed over.
 */
@Component
class RightToCommand implements RightToSend {

    private final ServiceRequests requests;
    private final ServiceCatalogue catalogue;
    private final AccessControl access;
    private final ServiceDesk desk;

    RightToCommand(ServiceRequests requests, ServiceCatalogue catalogue, AccessControl access, ServiceDesk desk) {
        this.requests = requests;
        this.catalogue = catalogue;
        this.access = access;
        this.desk = desk;
    }

    @Override
    public Optional<String> lost(String reference) {
        return ServiceRequest.numberOf(reference)
                .flatMap(requests::find)
                .flatMap(this::lost)
                .map(AccessDecision::sentence);
    }

    /** The refusal, where the right to give this command has ended since it was accepted. */
    Optional<AccessDecision> lost(ServiceRequest request) {
        String variant = request.variant();
        if (variant == null || catalogue.find(variant).filter(Service::reads).isPresent()) {
            return Optional.empty();
        }
        DuisRequest asked = DuisRequest.of(XmlText.parse(requests.document(request.number())));
        AccessDecision now = access.decide(desk.accessTo(asked, ContentReader.read(asked)));
        return Optional.of(now).filter(RightToAnswers::hasEnded);
    }
}
