package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.HUB;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.access.Service;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.calendar.DemoClock;
import org.meterflow.gateway.duis.DuisRequest;
import org.meterflow.gateway.duis.DuisResponse;
import org.meterflow.gateway.duis.Elements;
import org.meterflow.gateway.duis.XmlText;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.HeadEnd;
import org.meterflow.metering.gbcs.ReferenceMessages;
import org.meterflow.party.Parties;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** Every published request that addresses a device goes to a simulated device, which answers it. */
@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=published", "meterflow.messages.webhook.plain-http=true"})
class EveryDeviceServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(70);

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
            Map.entry("CS02bACBByACB_8.5_SUCCESS", "the DCC asks, whom no user may be"),
            Map.entry("CS02bSupplierByTransCoS_6.23_FUTURE_DATED_SUCCESS", "the meter has another MPAN"),
            Map.entry("CS02bSupplierByTransCoS_6.23_IMMEDIATE_SUCCESS", "the meter has another MPAN"),
            Map.entry("CS02bSupplierByTransCoS_6.23_CANCELLATION_SUCCESS", "there is nothing to withdraw"),
            Map.entry("CS02bNOByNOHandover_6.21_SUCCESS", "the device is in the DCC's hands"),
            Map.entry("CS02bSupplierBySupplierHandover_6.21_SUCCESS", "the device is in the DCC's hands"),
            Map.entry("ECS21b_4.14_URP_SUCCESS", "the user has another certificate"),
            Map.entry("GCS16b_4.14_URP_SUCCESS", "the user was a supplier once"),
            Map.entry("GCS61_4.17_SUCCESS", "the user has another certificate"),
            Map.entry("ECS47e_7.16_APC_INPUT_SUCCESS", "there is a load controller"),
            Map.entry("ECS47e_7.16_APC_OUTPUT_SUCCESS", "there is a load controller"));

    /** The same use case with the same parts, for another kind of meter or another date. */
    private static final Pattern SAID_ALREADY = Pattern.compile("_TWIN_|_UNRELIABLE");

    /** Variants of which all published requests are such or the DCC's own; 6.23 has tests of its own. */
    private static final Set<String> WITHOUT_A_REQUEST_HERE = Set.of("6.21", "6.23", "7.16", "8.5", "8.12.2");

    @Autowired
    Doors doors;

    @Autowired
    HeadEnd headEnd;

    @Autowired
    ServiceCatalogue catalogue;

    @Autowired
    ServiceRequests requests;

    @Autowired
    Parties parties;

    @Autowired
    DemoClock clock;

    @Autowired
    org.springframework.jdbc.core.simple.JdbcClient jdbc;

    @Value("${meterflow.data}/pki")
    Path keys;

    @TempDir
    Path state;

    private Fleet fleet;
    private final Map<Eui64, SimulatedSupplier> users = new HashMap<>();
    private final Map<String, String> failed = new TreeMap<>();

    @BeforeEach
    void aMarketAtWork() throws Exception {
        fleet = PublishedMarket.fleet(headEnd.port(), state, clock, keys);
        await().atMost(PATIENCE).until(() -> fleet.isConnected(HUB));
    }

    @AfterEach
    void closed() {
        users.values().forEach(SimulatedSupplier::close);
        fleet.close();
    }

    private record Sent(String name, String variant, SimulatedSupplier user, Asked asked) {}

    @Test
    void each_gets_the_answer_of_a_device() throws Exception {
        Map<String, String> refused = new TreeMap<>();
        List<Sent> waiting = new ArrayList<>();
        Set<String> answered = new TreeSet<>();
        for (Map.Entry<String, Path> each : ReferenceMessages.requests().entrySet()) {
            DuisRequest template = DuisRequest.of(XmlText.parse(Files.readAllBytes(each.getValue())));
            if (template.variant().equals("8.12.1")) {
                await().atMost(PATIENCE).until(() -> waiting.stream().allMatch(one -> isAnswered(one, answered)));
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
                && parties.ofUser(template.id().originator()).isPresent()
                && catalogue.find(template.variant()).filter(Service::device).isPresent();
    }

    private Sent send(String name, DuisRequest template) throws Exception {
        Eui64 asking =
                template.variant().equals("9.1") ? OTHER_USER : template.id().originator();
        SimulatedSupplier user = user(asking);
        SupplierRequest request = request(name.substring(0, name.indexOf('_')), template);
        Asked asked = template.isTransform() ? user.command(request) : user.ask(request);
        return new Sent(name, template.variant(), user, asked);
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

    private SimulatedSupplier user(Eui64 id) throws Exception {
        SimulatedSupplier known = users.get(id);
        if (known == null) {
            known = PublishedMarket.supplier(id, doors, keys);
            parties.changeResponseAddress(id, known.responseAddress());
            users.put(id, known);
        }
        return known;
    }

    private static SupplierRequest request(String useCase, DuisRequest template) {
        return SupplierRequest.of(
                template.isTransform() ? 'T' : 'S',
                template.variant(),
                template.id().target(),
                template.contentName(),
                body -> copy(useCase, template.content(), body));
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
            to.appendChild(copy);
        }
    }

    private String reason(Asked asked) {
        return requests.find(asked.id()).stream().map(ServiceRequest::reason).collect(Collectors.joining(" / "));
    }
}
