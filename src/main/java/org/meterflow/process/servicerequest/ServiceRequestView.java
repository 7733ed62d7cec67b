package org.meterflow.process.servicerequest;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Parties;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.SearchTerms;
import org.springframework.stereotype.Component;

@Component
class ServiceRequestView implements CaseView {

    private final RequestedServices requests;
    private final Parties parties;
    private final Clock clock;
    private final SearchTerms terms;

    ServiceRequestView(RequestedServices requests, Parties parties, Clock clock, SearchTerms terms) {
        this.terms = terms;
        this.requests = requests;
        this.parties = parties;
        this.clock = clock;
    }

    @Override
    public String process() {
        return ServiceRequest.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return requests.find(caseId).map(this::facts);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return requests.search(text, terms.of(text), limit, offset);
    }

    @Override
    public List<String> commands(String caseId) {
        return requests.find(caseId).stream()
                .flatMap(RequestedService::commandReferences)
                .toList();
    }

    /** An answer is for the one in whose name the meter gave it. */
    private Eui64 whoseItIs(RequestedService request) {
        return request.requester(request.answeredAt() == null ? clock.instant() : request.answeredAt());
    }

    private CaseFacts facts(RequestedService request) {
        Requester requester = request.order().requester();
        Facts facts = new Facts()
                .with(
                        "Service",
                        request.order().service() + ", " + request.order().words())
                .with("Device", request.device().value())
                .with(
                        "Meter point",
                        request.mpxn() == null ? null : request.mpxn().value())
                .with("On behalf of", requester.user().value());
        if (requester.later() != null) {
            facts.with("From " + requester.from(), "on behalf of " + requester.later());
        }
        facts.with("To take effect", request.executeAt());
        if (request.accessSentence() != null) {
            facts.with("Access", request.accessCode() + ": " + request.accessSentence());
        }
        facts.with("Reason", request.reason());
        request.answer().forEach(facts::with);
        Set<String> seenBy = parties.ofUser(whoseItIs(request)).map(party -> party.id()).stream()
                .collect(Collectors.toSet());
        return new CaseFacts(
                new CaseKey(ServiceRequest.PROCESS, request.id()),
                capital(request.order().words()) + " of " + request.device(),
                request.state().words(),
                facts,
                request.state().ended() ? request.state().words() : null,
                request.parent(),
                seenBy,
                request.requestedAt());
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
