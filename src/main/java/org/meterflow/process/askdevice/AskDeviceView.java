package org.meterflow.process.askdevice;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.SearchTerms;
import org.meterflow.process.engine.Cases;
import org.springframework.stereotype.Component;

@Component
class AskDeviceView implements CaseView {

    private final DeviceCalls calls;
    private final DeviceEnds ends;
    private final ServiceCatalogue catalogue;
    private final Parties parties;
    private final SearchTerms terms;
    private final Cases cases;

    AskDeviceView(
            DeviceCalls calls,
            DeviceEnds ends,
            ServiceCatalogue catalogue,
            Parties parties,
            SearchTerms terms,
            Cases cases) {
        this.calls = calls;
        this.ends = ends;
        this.catalogue = catalogue;
        this.parties = parties;
        this.terms = terms;
        this.cases = cases;
    }

    @Override
    public String process() {
        return DeviceCall.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(caseId).map(this::facts);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(text, terms.of(text), limit, offset);
    }

    private CaseFacts facts(DeviceCall call) {
        Target target = call.target();
        Facts facts = new Facts()
                .with("Service", service(call))
                .with(
                        "Device",
                        target == null || target.device() == null
                                ? null
                                : target.device().value())
                .with(
                        "Meter point",
                        target == null || target.mpxn() == null
                                ? null
                                : target.mpxn().value())
                .with("On behalf of", target == null ? null : target.requester().value())
                .with("To take effect", target == null ? null : target.executeAt())
                .with("Ask until", call.deadline())
                .with("Reason", call.reason());
        ends.answer(call).forEach(facts::with);
        AskOutcome outcome = call.outcome();
        return new CaseFacts(
                call.key(),
                call.title(),
                outcome == null ? state(call) : outcome.words(),
                facts,
                outcome == null ? null : outcome.words(),
                call.parent(),
                seenBy(target),
                call.askedAt());
    }

    /** One that was cut off is not being asked any more. */
    private String state(DeviceCall call) {
        return cases.isRunning(call.key()) ? "Being asked" : "No longer needed";
    }

    private String service(DeviceCall call) {
        return catalogue.find(call.said("service")).map(Object::toString).orElse(call.said("service"));
    }

    private Set<String> seenBy(@Nullable Target target) {
        return Stream.ofNullable(target)
                .flatMap(known -> parties.ofUser(known.requester()).stream())
                .map(Party::id)
                .collect(Collectors.toSet());
    }
}
