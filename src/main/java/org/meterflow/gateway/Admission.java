package org.meterflow.gateway;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.duis.BadSignature;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.party.DccKeys;
import org.meterflow.party.UserRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a request whose sender is known: once, however often it comes; decides, and answers. All in one transaction, so
 * that what was answered has been kept, and what was not kept has not been answered.
 */
@Component
class Admission {

    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private final RequestBook book;
    private final ServiceCatalogue catalogue;
    private final AccessControl access;
    private final ServiceDesk desk;
    private final DspSignature signature;
    private final DccKeys dcc;
    private final GatewaySettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Admission(
            RequestBook book,
            ServiceCatalogue catalogue,
            AccessControl access,
            ServiceDesk desk,
            DspSignature signature,
            DccKeys dcc,
            GatewaySettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.book = book;
        this.catalogue = catalogue;
        this.access = access;
        this.desk = desk;
        this.signature = signature;
        this.dcc = dcc;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** @throws MalformedDocument when the catalogue has no such service, or the body is not as the schema has it */
    Content read(DuisRequest request) {
        var service = catalogue
                .find(request.variant())
                .orElseThrow(() ->
                        new MalformedDocument("ServiceReferenceVariant: there is no service " + request.variant()));
        return List.of(service.bodyElement(), "SignedPreCommand").contains(request.contentName())
                ? ContentReader.read(request)
                : new Content.NotServed();
    }

    /** A request of which nobody knows whose it is: it gets an answer, but not the right to its id. */
    @Transactional
    HttpAnswer refuseUnsigned(Service service, DuisRequest request, byte[] text, BadSignature bad) {
        ResponseCode code = bad instanceof RequestSignature.NotInForce
                ? ResponseCode.CERTIFICATE_NOT_IN_FORCE
                : ResponseCode.BAD_SIGNATURE;
        Outcome refusal = Outcome.refused(code, bad.reason());
        return answer(book.noteUnsigned(service, request, text), request, refusal, null);
    }

    @Transactional
    HttpAnswer admit(Service service, DuisRequest request, Content content, byte[] text) {
        Optional<Long> number = book.claim(service, request, text, content.executeAt());
        if (number.isEmpty()) {
            return book.answerGivenTo(request, text).orElseGet(() -> refuseUsedId(service, request, text));
        }
        Decision decision = decide(service, request, content, number.get());
        HttpAnswer answer = answer(number.get(), request, decision.outcome(), decision.role());
        if (decision.outcome().state() != ServiceRequest.State.REFUSED) {
            events.publishEvent(new ServiceRequestAccepted(
                    number.get(), request.id(), request.variant(), content.executeAt(), clock.instant()));
        }
        return answer;
    }

    private HttpAnswer refuseUsedId(Service service, DuisRequest request, byte[] text) {
        Outcome refusal = Outcome.refused(
                ResponseCode.REQUEST_ID_USED, "Request id " + request.id() + " was used before, for another request");
        return answer(book.noteRefused(service, request, text), request, refusal, null);
    }

    private record Decision(Outcome outcome, @Nullable String role) {}

    private Decision decide(Service address, DuisRequest request, Content content, long number) {
        var service = catalogue.find(request.variant()).orElseThrow();
        Optional<Outcome> misfit = Consistency.examine(address, request, service, dcc.accessControlBroker());
        if (misfit.isPresent()) {
            return new Decision(misfit.get(), null);
        }
        AccessDecision decision = access.decide(desk.accessTo(request, content));
        if (!decision.permitted()) {
            return new Decision(Outcome.refused(decision), null);
        }
        Outcome outcome = desk.serve(number, request, content).because(decision.sentence());
        UserRole role = decision.role();
        return new Decision(outcome, role == null ? null : role.name());
    }

    private HttpAnswer answer(long number, DuisRequest request, Outcome outcome, @Nullable String role) {
        ResponseDocument response =
                ResponseDocument.answer(request.requestIdAsSent(), null, outcome.code(), clock.instant());
        outcome.content().accept(response.responseMessage(request.serviceReference(), request.variant()));
        byte[] signed = signature.signed(response);
        book.noteAnswer(number, outcome, role, signed);
        log.debug("{} of {}: {}, {}", request.variant(), request.id(), outcome.code(), outcome.reason());
        return HttpAnswer.xml(signed);
    }
}
