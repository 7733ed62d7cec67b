package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.HUB;
import static org.meterflow.gateway.PublishedMarket.LOAD_CONTROLLER;
import static org.meterflow.gateway.PublishedMarket.OTHER_HUB;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.calendar.DemoClock;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.Devices;
import org.meterflow.gateway.ServiceRequest.State;
import org.meterflow.gateway.duis.Duis;
import org.meterflow.gateway.duis.DuisResponse;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.HeadEnd;
import org.meterflow.party.Certificates;
import org.meterflow.party.Parties;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The published market with its meters at work, and users who ask the gateway for something. */
@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=published", "meterflow.messages.webhook.plain-http=true"})
abstract class PublishedMarketAtWork {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Doors doors;

    @Autowired
    HeadEnd headEnd;

    @Autowired
    ServiceRequests requests;

    @Autowired
    Parties parties;

    @Autowired
    Certificates certificates;

    @Autowired
    Devices devices;

    @Autowired
    CredentialHolders holders;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DemoClock clock;

    @Value("${meterflow.data}/pki")
    Path keys;

    @TempDir
    Path state;

    Fleet fleet;
    private final Map<Eui64, SimulatedSupplier> users = new HashMap<>();

    @BeforeEach
    void aMarketAtWork() throws Exception {
        PublishedMarket.secondHomeAsItWas(devices, holders, jdbc);
        holders.note(ELECTRICITY_METER, CredentialPlace.LOAD_CONTROLLER, LOAD_CONTROLLER);
        fleet = PublishedMarket.fleet(headEnd.port(), state, clock, keys);
        await().atMost(PATIENCE).until(() -> fleet.isConnected(HUB) && fleet.isConnected(OTHER_HUB));
    }

    @AfterEach
    void closed() {
        users.values().forEach(SimulatedSupplier::close);
        fleet.close();
    }

    SimulatedSupplier user(Eui64 id) throws Exception {
        SimulatedSupplier known = users.get(id);
        if (known == null) {
            known = PublishedMarket.supplier(id, doors, keys);
            parties.changeResponseAddress(id, known.responseAddress());
            users.put(id, known);
        }
        return known;
    }

    String code(Eui64 asking, SupplierRequest request) throws Exception {
        return user(asking).ask(request).acknowledgement().code();
    }

    DuisResponse critical(Eui64 asking, SupplierRequest request) throws Exception {
        return user(asking).command(request).acknowledgement();
    }

    DuisResponse answerTo(Asked asked) throws Exception {
        assertThat(asked.acknowledgement().code()).isEqualTo("I99");
        return user(asked.id().originator()).awaitAnswer(asked.id(), PATIENCE).orElseThrow();
    }

    State state(Asked asked) {
        return requests.find(asked.id()).get(0).state();
    }

    Element alert(Eui64 user, String content) throws Exception {
        return user(user).await(response -> named(response, content).isPresent(), PATIENCE).stream()
                .flatMap(response -> named(response, content).stream())
                .findFirst()
                .orElseThrow();
    }

    static Optional<Element> named(DuisResponse response, String content) {
        NodeList found = response.message().getElementsByTagNameNS(Duis.NAMESPACE, content);
        return Optional.ofNullable((Element) found.item(0));
    }
}
