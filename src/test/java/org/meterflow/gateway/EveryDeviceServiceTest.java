package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.GAS_METER;
import static org.meterflow.gateway.PublishedMarket.GAS_PROXY;
import static org.meterflow.gateway.PublishedMarket.HUB;
import static org.meterflow.gateway.PublishedMarket.NEW_PROXY;
import static org.meterflow.gateway.PublishedMarket.OTHER_METER;
import static org.meterflow.gateway.PublishedMarket.OTHER_SUPPLIER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.meterflow.access.Service;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.Elements;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.gbcs.ReferenceMessages;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** Every published request that addresses a device goes to a simulated device, which answers it. */
class EveryDeviceServiceTest extends PublishedMarketAtWork {

    private static final Eui64 OTHER_USER = new Eui64("00-DB-12-34-56-78-00-04");

    /** Joins name a device that the simulated home has. */
    private static final Map<String, String> TO_BE_JOINED = Map.of(
            "CS03A1", "A5",
            "CS03A2Critical", "A0",
            "CS03A2NonCritical", "A0",
            "CS03B", "A3",
            "CS03CCritical", "A4",
            "CS03CNonCritical", "A1");

    /** What the request takes for granted is not so here. */
    private static final Map<String, String> OF_ANOTHER_WORLD = Map.ofEntries(
            Map.entry("CS02bSupplierByTransCoS_6.23_FUTURE_DATED_SUCCESS", "the meter has another MPAN"),
            Map.entry("CS02bSupplierByTransCoS_6.23_IMMEDIATE_SUCCESS", "the meter has another MPAN"),
            Map.entry("CS02bSupplierByTransCoS_6.23_CANCELLATION_SUCCESS", "there is nothing to withdraw"),
            Map.entry("GCS16b_4.14_URP_SUCCESS", "the user was a supplier once"));

    /** Others than those who, by the published request, ask. */
    private static final Map<String, Eui64> ASKING =
            Map.of("8.5", OTHER_SUPPLIER, "8.12.2", SUPPLIER, "9.1", OTHER_USER);

    /** Devices that are in the state that the request takes for granted. */
    private static final Map<String, Eui64> TARGETS = Map.of("6.21", NEW_PROXY, "8.5", OTHER_METER);

    /** The same use case with the same parts, for another kind of meter or another date. */
    private static final Pattern SAID_ALREADY = Pattern.compile("_TWIN_|_UNRELIABLE");

    /** All published requests for 6.23 are of another world: {@link MeterServicesTest} replaces credentials with it. */
    private static final Set<String> WITHOUT_A_REQUEST_HERE = Set.of("6.23");

    @Autowired
    ServiceCatalogue catalogue;

    private final Map<String, String> failed = new TreeMap<>();

    private record Sent(String name, String variant, SimulatedSupplier user, Asked asked) {}

    @Test
    void each_gets_the_answer_of_a_device() throws Exception {
        Asked joined = user(SUPPLIER)
                .ask(SupplierRequest.of(
                        'S',
                        "8.7.2",
                        GAS_PROXY,
                        "JoinServiceNonCritical",
                        body -> ResponseDocument.add(body, "OtherDeviceID", GAS_METER.value())));
        assertThat(joined.acknowledgement().code()).isEqualTo("I99");
        Map<String, String> refused = new TreeMap<>();
        List<Sent> waiting = new ArrayList<>();
        Set<String> answered = new TreeSet<>();
        for (Map.Entry<String, Path> each : ReferenceMessages.requests().entrySet()) {
            DuisRequest template = DuisRequest.of(XmlText.parse(Files.readAllBytes(each.getValue())));
            if (template.variant().startsWith("8.12")) {
                await().atMost(PATIENCE).until(() -> waiting.stream().allMatch(one -> isAnswered(one, answered)));
                await().atMost(PATIENCE).until(this::theProxyHasToldItsLog);
            }
            if (!isForADevice(template)
                    || OF_ANOTHER_WORLD.containsKey(each.getKey())
                    || SAID_ALREADY.matcher(each.getKey()).find()) {
                continue;
            }
            Sent sent = send(each.getKey(), template);
            DuisResponse told = sent.asked().acknowledgement();
            if (!told.succeeded()) {
                refused.put(sent.name(), told.code() + " " + reason(sent.asked()));
            } else if (told.code().equals("I99")) {
                waiting.add(sent);
            }
        }
        assertThat(refused).isEmpty();

        Instant end = clock.instant().plus(PATIENCE);
        await().atMost(PATIENCE.plusMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    waiting.removeIf(each -> isAnswered(each, answered));
                    return waiting.isEmpty() || clock.instant().isAfter(end);
                });

        assertThat(waiting.stream().map(Sent::name)).isEmpty();
        assertThat(failed).isEmpty();
        assertThat(catalogue.all().stream()
                        .filter(Service::device)
                        .map(Service::variant)
                        .filter(variant -> !answered.contains(variant)))
                .containsExactlyInAnyOrderElementsOf(WITHOUT_A_REQUEST_HERE);
    }

    private boolean isForADevice(DuisRequest template) {
        boolean overTheAir = template.commandVariant() == 1 || template.commandVariant() == 4;
        return overTheAir
                && parties.ofUser(asking(template)).isPresent()
                && catalogue.find(template.variant()).filter(Service::device).isPresent();
    }

    private Sent send(String name, DuisRequest template) throws Exception {
        SimulatedSupplier user = user(asking(template));
        SupplierRequest request = request(name.substring(0, name.indexOf('_')), template);
        Asked asked = template.isTransform() ? user.command(request) : user.ask(request);
        return new Sent(name, template.variant(), user, asked);
    }

    private static Eui64 asking(DuisRequest template) {
        return ASKING.getOrDefault(template.variant(), template.id().originator());
    }

    private boolean theProxyHasToldItsLog() {
        return !jdbc.sql("select 1 from network_log where device = ?")
                .param(GAS_PROXY.value())
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    private boolean isAnswered(Sent each, Set<String> answered) {
        Optional<DuisResponse> answer = each.user().received().stream()
                .filter(response -> response.requestId()
                        .map(RequestId::of)
                        .filter(each.asked().id()::equals)
                        .isPresent())
                .findFirst();
        answer.filter(DuisResponse::succeeded).ifPresent(response -> answered.add(each.variant()));
        answer.filter(response -> !response.succeeded())
                .ifPresent(response -> failed.put(each.name(), response.code()));
        return answer.isPresent();
    }

    private SupplierRequest request(String useCase, DuisRequest template) {
        return SupplierRequest.of(
                template.isTransform() ? 'T' : 'S',
                template.variant(),
                TARGETS.getOrDefault(template.variant(), template.id().target()),
                template.contentName(),
                body -> {
                    copy(useCase, template.content(), body);
                    new MarketCertificates(certificates).fill(body, MarketCertificates.ownerIn(body, asking(template)));
                });
    }

    private static void copy(String useCase, Element from, Element to) {
        NamedNodeMap attributes = from.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            to.setAttribute(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
        }
        for (Element child : Elements.childrenOf(from)) {
            Element copy = (Element) to.getOwnerDocument().importNode(child, true);
            if (copy.getLocalName().equals("OtherDeviceID") && TO_BE_JOINED.containsKey(useCase)) {
                copy.setTextContent("00-DB-12-34-56-78-90-" + TO_BE_JOINED.get(useCase));
            }
            if (copy.getLocalName().equals("OldCHFID")) {
                copy.setTextContent(HUB.value());
            }
            if (copy.getLocalName().equals("OldGPFID")) {
                copy.setTextContent(GAS_PROXY.value());
            }
            to.appendChild(copy);
        }
    }

    private String reason(Asked asked) {
        return requests.find(asked.id()).stream().map(ServiceRequest::reason).collect(Collectors.joining(" / "));
    }
}
