package org.meterflow.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.AccessRequest;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.Reason;
import org.meterflow.party.DccKeys;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the DCC does by itself at a user's request, for processes of the platform that ask in a user's name: read, judged and
 * carried out as a request of that user's would be, in the transaction of whoever asks.
 */
@Component
public class DccServices {

    /** Those that can be asked so. */
    public static final Set<String> VARIANTS =
            Set.of("5.1", "5.3", "8.2", "8.3", "8.4", "8.14.1", "8.14.2", "8.14.3", "8.14.4", "12.1", "12.2");

    /** No request of the user's has asked for it. */
    static final long NOBODY_S_REQUEST = 0;

    private final ServiceDesk desk;
    private final ServiceCatalogue catalogue;
    private final AccessControl access;
    private final DccKeys dcc;
    private final BusinessCalendar calendar;

    DccServices(
            ServiceDesk desk,
            ServiceCatalogue catalogue,
            AccessControl access,
            DccKeys dcc,
            BusinessCalendar calendar) {
        this.desk = desk;
        this.catalogue = catalogue;
        this.access = access;
        this.dcc = dcc;
        this.calendar = calendar;
    }

    /**
     * What came of it.
     *
     * @param code as a user would have it in the answer
     * @param told what the DCC said, by name
     */
    public record Answer(boolean done, String code, String reason, Map<String, String> told) {}

    /**
     * @param body the service's own element with all that it holds, without namespaces
     * @param mpxn the meter point for which it is asked, by which access is decided where the device has none
     */
    @Transactional
    public Answer carryOut(Eui64 user, String variant, String body, @Nullable Mpxn mpxn) {
        try {
            DuisRequest request = request(user, variant, body);
            Content content = ContentReader.read(request);
            AccessDecision decision = access.decide(withMeterPoint(desk.accessTo(request, content), mpxn));
            if (!decision.permitted()) {
                return new Answer(false, decision.code(), decision.sentence(), Map.of());
            }
            Outcome outcome = desk.serve(NOBODY_S_REQUEST, request, content);
            boolean done = outcome.state() == ServiceRequest.State.DONE;
            return new Answer(
                    done, outcome.code(), outcome.reason(), done ? ToldValues.of(outcome, calendar.today()) : Map.of());
        } catch (MalformedDocument unreadable) {
            return new Answer(false, ResponseCode.NOT_FOR_THIS_REQUEST.code(), Reason.of(unreadable), Map.of());
        }
    }

    /** What is wrong with a body, whoever asks with it. */
    public static @Nullable String fault(String variant, String body) {
        try {
            ContentReader.read(request(
                    new Eui64("00-00-00-00-00-00-00-01"),
                    new Eui64("00-00-00-00-00-00-00-02"),
                    new ServiceCatalogue().find(variant).orElseThrow(),
                    body));
            return null;
        } catch (MalformedDocument unreadable) {
            return Reason.of(unreadable);
        }
    }

    private static AccessRequest withMeterPoint(AccessRequest asked, @Nullable Mpxn mpxn) {
        return asked.mpxn() != null || mpxn == null
                ? asked
                : new AccessRequest(
                        asked.user(),
                        asked.serviceReferenceVariant(),
                        asked.device(),
                        mpxn,
                        asked.at(),
                        asked.executionAt());
    }

    private DuisRequest request(Eui64 user, String variant, String body) {
        return request(user, dcc.accessControlBroker(), catalogue.find(variant).orElseThrow(), body);
    }

    private static DuisRequest request(Eui64 user, Eui64 broker, org.meterflow.access.Service service, String body) {
        String document = ("<Request xmlns=\"%s\" schemaVersion=\"5.4\"><Header><RequestID>%s:%s:1</RequestID>"
                        + "<CommandVariant>8</CommandVariant><ServiceReference>%s</ServiceReference>"
                        + "<ServiceReferenceVariant>%s</ServiceReferenceVariant></Header><Body>%s</Body></Request>")
                .formatted(Duis.NAMESPACE, user, broker, service.serviceReference(), service.variant(), body);
        return DuisRequest.of(XmlText.parse(document.getBytes(UTF_8)));
    }
}
