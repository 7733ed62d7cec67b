package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.HUB;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.calendar.DemoClock;
import org.meterflow.device.Devices;
import org.meterflow.duis.DuisResponse;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.HeadEnd;
import org.meterflow.party.Parties;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The published home with its meters at work, and users who ask the gateway for something. */
@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=published", "meterflow.messages.webhook.plain-http=true"})
abstract class PublishedHomeAtWork {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    @Autowired
    Doors doors;

    @Autowired
    HeadEnd headEnd;

    @Autowired
    ServiceRequests requests;

    @Autowired
    Parties parties;

    @Autowired
    Devices devices;

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

    /** Its devices are new, and count from one again: what their likes told in an earlier test is forgotten. */
    @BeforeEach
    void aHomeAtWork() {
        await().atMost(PATIENCE).until(this::theFormerHomeIsHeardOut);
        jdbc.sql("delete from meter_alert").update();
        fleet = PublishedMarket.fleet(headEnd.port(), state, clock, keys);
        await().atMost(PATIENCE).until(() -> fleet.isConnected(HUB));
    }

    private boolean theFormerHomeIsHeardOut() {
        return jdbc.sql("""
                        select not exists (select from hub_connection)
                           and not exists (select from meter_message where verdict is null and failures = 0)
                        """).query(Boolean.class).single();
    }

    @AfterEach
    void closed() {
        users.values().forEach(SimulatedSupplier::close);
        fleet.close();
    }

    /** From here on the user's answers come to it. */
    SimulatedSupplier user(Eui64 id) throws Exception {
        SimulatedSupplier known = users.get(id);
        if (known == null) {
            known = PublishedMarket.supplier(id, doors, keys);
            parties.changeResponseAddress(id, known.responseAddress());
            users.put(id, known);
        }
        return known;
    }

    /** Until the platform knows it, it would send over the line that was. */
    void theHubHangsUp() {
        fleet.offline(HUB, true);
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select hub from hub_connection where hub = ?")
                        .param(HUB.value())
                        .query(String.class)
                        .list()
                        .isEmpty());
    }

    DuisResponse answerTo(Asked asked) throws Exception {
        assertThat(asked.acknowledgement().code()).isEqualTo("I99");
        return user(asked.id().originator()).awaitAnswer(asked.id(), PATIENCE).orElseThrow();
    }
}
