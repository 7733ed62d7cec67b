package org.meterflow.gateway;

import java.time.Clock;
import java.util.Optional;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.XmlText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes up future-dated requests when their time has come, and decides again whether they may be carried out. */
@Component
class HeldRequests implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(HeldRequests.class);

    private final RequestBook book;
    private final ServiceRequests requests;
    private final AccessControl access;
    private final ServiceDesk desk;
    private final Callbacks callbacks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HeldRequests(
            RequestBook book,
            ServiceRequests requests,
            AccessControl access,
            ServiceDesk desk,
            Callbacks callbacks,
            ApplicationEventPublisher events,
            Clock clock) {
        this.book = book;
        this.requests = requests;
        this.access = access;
        this.desk = desk;
        this.callbacks = callbacks;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public boolean takeUpNext() {
        Optional<ServiceRequest> due = book.nextDue();
        due.ifPresent(this::takeUp);
        return due.isPresent();
    }

    private void takeUp(ServiceRequest held) {
        DuisRequest request = DuisRequest.of(XmlText.parse(requests.document(held.number())));
        Content content = ContentReader.read(request);
        AccessDecision decision = access.decide(desk.accessTo(request, content));
        if (!decision.permitted()) {
            fail(held, request, decision.code(), decision.sentence());
            return;
        }
        Outcome outcome = desk.execute(held.number(), request, content);
        if (outcome.state() == ServiceRequest.State.REFUSED) {
            fail(held, request, outcome.code(), outcome.reason());
            return;
        }
        book.move(held, outcome.state());
        log.info("Request {} was taken up: {}. {}", request.id(), decision.sentence(), outcome.reason());
    }

    private void fail(ServiceRequest held, DuisRequest request, String code, String reason) {
        book.move(held, ServiceRequest.State.FAILED);
        callbacks.answer(held, Callbacks.Kind.FAILURE, code, reason, message -> {});
        events.publishEvent(
                new ServiceRequestEnded(held.number(), request.id(), request.variant(), code, reason, clock.instant()));
        log.info("Request {} was not carried out, {}: {}", request.id(), code, reason);
    }
}
