package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.Generation;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.identifier.Eui64;
import org.meterflow.testing.FreshDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two nodes reach the same meters outside GBCS, and one of them dies. */
@SpringBootTest(
        classes = MeteringAlone.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {MeteringAlone.NO_ENGINE, MeteringAlone.ONLY_ROUTE})
@ContextConfiguration(initializers = FreshDatabase.class)
@ActiveProfiles("test")
@Import(NodeProcess.class)
class DirectNodesTest {

    private static final int QUESTIONS = 25;
    private static final List<OneLineMeter> METERS =
            List.of(new OneLineMeter(), new OneLineMeter(), new OneLineMeter(), new OneLineMeter());

    @Autowired
    Meters meters;

    @Autowired
    Devices devices;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    private KillableNode other;

    @DynamicPropertySource
    static void models(DynamicPropertyRegistry properties) {
        settings("10s", "30s").forEach(setting -> {
            String[] parts = setting.split("=", 2);
            properties.add(parts[0], () -> parts[1]);
        });
    }

    /**
     * Each node talks to two meters at a time, so that there is work for both. What a node leaves undone when it dies
     * is taken up once the longest conversation it could have had is over.
     */
    private static List<String> settings(String connectWithin, String exchangeWithin) {
        List<String> settings = new ArrayList<>(List.of(
                "meterflow.metering.poll=100ms",
                "meterflow.metering.least-wait=500ms",
                "meterflow.metering.retry-after=100ms",
                "meterflow.metering.cosem.connections=2",
                "meterflow.metering.cosem.connect-within=" + connectWithin,
                "meterflow.metering.cosem.exchange-within=" + exchangeWithin));
        for (int i = 0; i < METERS.size(); i++) {
            String model = "meterflow.metering.cosem.models[%d].".formatted(i);
            settings.add(model + "manufacturer=Maker");
            settings.add(model + "model=Direct " + i);
            settings.add(model + "profile=electricity");
            settings.add(model + "address=127.0.0.1:" + METERS.get(i).port());
        }
        return settings;
    }

    @AfterEach
    void end() {
        if (other != null) {
            other.kill();
        }
    }

    @AfterAll
    static void gone() {
        METERS.forEach(OneLineMeter::close);
    }

    @Test
    void every_question_is_answered_once_and_no_meter_is_talked_to_by_two_nodes() {
        jdbc.sql("drop table if exists told; create table told (reference text, how text)")
                .update();
        List<Eui64> names =
                METERS.stream().map(meter -> install(METERS.indexOf(meter))).toList();
        other = KillableNode.start(
                String.valueOf(environment.getProperty("spring.datasource.url")),
                TestMarket.newFolder().path(),
                settings("2s", "6s").stream().map(setting -> "--" + setting).toArray(String[]::new));
        other.port();

        List<String> references = new ArrayList<>();
        for (int round = 0; round < QUESTIONS; round++) {
            for (Eui64 name : names) {
                String reference = UUID.randomUUID().toString();
                references.add(reference);
                meters.ask(new MeterCommand(
                        reference, name, new ReadFirmwareVersion(), OnBehalfOf.dcc(), Duration.ofMinutes(30), 1000));
            }
        }
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> told().size() > QUESTIONS);
        other.kill();

        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(told()).hasSizeGreaterThanOrEqualTo(references.size()));
        assertThat(told()).containsExactlyInAnyOrderElementsOf(references);
        assertThat(METERS).allSatisfy(meter -> {
            assertThat(meter.mostAtOnce()).isEqualTo(1);
            assertThat(meter.conversations()).isBetween(QUESTIONS, attempts(names.get(METERS.indexOf(meter))));
        });
    }

    private int attempts(Eui64 name) {
        return jdbc.sql("select sum(attempts) from meter_command where device = ?")
                .param(name.value())
                .query(Integer.class)
                .single();
    }

    private List<String> told() {
        return jdbc.sql("select reference from told where how = 'ANSWERED'")
                .query(String.class)
                .list();
    }

    private Eui64 install(int number) {
        Eui64 name = TestMarket.freshName();
        devices.add(new Device(
                name,
                DeviceType.ESME,
                DeviceStatus.COMMISSIONED,
                Instant.parse("2026-01-01T00:00:00Z"),
                "Maker",
                "Direct " + number,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Generation.SMETS2));
        return name;
    }
}
