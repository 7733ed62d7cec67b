package org.meterflow.gateway;

import java.util.Optional;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.XmlText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes up future-dated requests when their time has come, and decides again whether they may be carried out. */
@Component
class HeldRequests implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(HeldRequests.class);

    private final OpenRequests open;
    private final ServiceRequests requests;
    private final AccessControl access;
    private final ServiceDesk desk;
    private final RequestEnds ends;

    HeldRequests(
            OpenRequests open, ServiceRequests requests, AccessControl access, ServiceDesk desk, RequestEnds ends) {
        this.open = open;
        this.requests = requests;
        this.access = access;
        this.desk = desk;
        this.ends = ends;
    }

    @Override
    public boolean takeUpNext() {
        Optional<ServiceRequest> due = open.nextDue();
        due.ifPresent(this::takeUp);
        return due.isPresent();
    }

    private void takeUp(ServiceRequest held) {
        DuisRequest request = DuisRequest.of(XmlText.parse(requests.document(held.number())));
        Content content = ContentReader.read(request);
        AccessDecision decision = access.decide(desk.accessTo(request, content));
        if (!decision.permitted()) {
            ends.fail(held, decision);
            log.info("Request {} was not carried out, {}: {}", request.id(), decision.code(), decision.sentence());
            return;
        }
        Outcome outcome = desk.execute(held.number(), request, content);
        if (outcome.state() == ServiceRequest.State.REFUSED) {
            ends.fail(held, outcome);
            log.info("Request {} was not carried out, {}: {}", request.id(), outcome.code(), outcome.reason());
            return;
        }
        open.move(held, outcome.state());
        log.info("Request {} was taken up: {}. {}", request.id(), decision.sentence(), outcome.reason());
    }
}
