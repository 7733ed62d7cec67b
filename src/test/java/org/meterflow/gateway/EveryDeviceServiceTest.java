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
import java.util.TreeSet;
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
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Every published request that addresses a device goes to a simulated device, which answers it. */
@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=published", "meterflow.messages.webhook.plain-http=true"})
class EveryDeviceServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(70);

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

    private record Sent(String name, DuisRequest template, SimulatedSupplier user, Asked asked) {}

    @Test
    void each_gets_the_answer_of_a_device() throws Exception {
        List<Sent> sent = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Map.Entry<String, Path> each : ReferenceMessages.requests().entrySet()) {
            DuisRequest template = DuisRequest.of(XmlText.parse(Files.readAllBytes(each.getValue())));
            Optional<Service> service = catalogue.find(template.variant()).filter(Service::device);
            boolean toBeSent = template.commandVariant() == 1 || template.commandVariant() == 4;
            if (service.isEmpty()
                    || !toBeSent
                    || parties.ofUser(template.id().originator()).isEmpty()) {
                continue;
            }
            SimulatedSupplier user = user(template.id().originator());
            SupplierRequest request = request(template);
            Asked asked = template.isTransform() ? user.command(request) : user.ask(request);
            if (asked.acknowledgement().succeeded()) {
                sent.add(new Sent(each.getKey(), template, user, asked));
            } else {
                refused.add(each.getKey() + " " + asked.acknowledgement().code() + " " + reason(asked));
            }
        }
        Instant end = clock.instant().plus(PATIENCE.minusSeconds(10));
        Set<String> answered = new TreeSet<>();
        List<Sent> waiting = new ArrayList<>(sent);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            waiting.removeIf(each -> isAnswered(each, answered));
            return waiting.isEmpty() || clock.instant().isAfter(end);
        });
        System.out.println("answered " + answered.size() + " variants " + answered);
        System.out.println("refused " + refused.size() + "\n  " + String.join("\n  ", refused));
        jdbc.sql(
                        "select message_code, c.state, c.reason, m.verdict, m.remark, c.device from meter_command c left join meter_attempt a on a.command=c.id left join meter_message m on m.command=c.id where c.state not in ('ANSWERED','PENDING_EXECUTION')")
                .query()
                .listOfRows()
                .forEach(row -> System.out.println("row " + row));
        jdbc.sql("select verdict, remark, count(*) from meter_message group by 1, 2")
                .query()
                .listOfRows()
                .forEach(row -> System.out.println("row " + row));
        System.out.println("unanswered " + waiting.stream().map(Sent::name).toList());
        assertThat(waiting).isEmpty();
    }

    private boolean isAnswered(Sent each, Set<String> answered) {
        Optional<DuisResponse> answer = each.user().received().stream()
                .filter(response -> response.requestId()
                        .map(RequestId::of)
                        .filter(each.asked().id()::equals)
                        .isPresent())
                .findFirst();
        answer.filter(DuisResponse::succeeded)
                .ifPresent(response -> answered.add(each.template().variant()));
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

    private static SupplierRequest request(DuisRequest template) {
        return SupplierRequest.of(
                template.isTransform() ? 'T' : 'S',
                template.variant(),
                template.id().target(),
                template.contentName(),
                body -> copy(template.content(), body));
    }

    private static void copy(Element from, Element to) {
        Document document = to.getOwnerDocument();
        for (Element child : Elements.childrenOf(from)) {
            Node copy = document.importNode(child, true);
            to.appendChild(copy);
        }
    }

    private String reason(Asked asked) {
        return requests.find(asked.id()).stream().map(ServiceRequest::reason).collect(Collectors.joining(" / "));
    }
}
