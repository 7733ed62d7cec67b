package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.HUB;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.calendar.DemoClock;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.Generation;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.Elements;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.metering.HeadEnd;
import org.meterflow.metering.HubsLostPower;
import org.meterflow.metering.PowerLoss;
import org.meterflow.party.Parties;
import org.meterflow.registration.Energisation;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.meterflow.simulator.Fault;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.testing.MeterflowTest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.w3c.dom.Element;

/** Network operators are told of homes without supply (DCC alert AD1), each once. */
@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=published", "meterflow.messages.webhook.plain-http=true"})
class PowerOutageAlertsTest {

    private static final Logger log = LoggerFactory.getLogger(PowerOutageAlertsTest.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int STORM = Integer.getInteger("storm", 1000);
    private static final Eui64 NETWORK_OPERATOR = new Eui64("90-B3-D5-1F-30-02-00-00");
    private static final Mpxn HOME = new Mpxn("1399999999" + "00" + Mpxn.checkDigit("139999999900"));
    private static final Mpxn ELSEWHERE = new Mpxn("1399999999" + "01" + Mpxn.checkDigit("139999999901"));
    private static final Mpxn GAS = new Mpxn("7999999900");
    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    PowerOutageAlerts alerts;

    @Autowired
    Doors doors;

    @Autowired
    HeadEnd headEnd;

    @Autowired
    Devices devices;

    @Autowired
    Registrations registrations;

    @Autowired
    Parties parties;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DemoClock clock;

    @Value("${meterflow.data}/pki")
    Path keys;

    @TempDir
    Path state;

    @BeforeEach
    void meterPoints() {
        registrations.addMeterPoint(meterPoint(HOME, "NETO"));
        registrations.addMeterPoint(meterPoint(ELSEWHERE, "NONE"));
        registrations.addMeterPoint(meterPoint(GAS, "NETO"));
    }

    private static MeterPoint meterPoint(Mpxn mpxn, String network) {
        return new MeterPoint(
                mpxn,
                new Mpid(network),
                null,
                "9 Dark Lane",
                "ZD9 1AA",
                null,
                Energisation.ENERGISED,
                "01",
                "_L",
                false);
    }

    private Eui64 newHome(DeviceType meter, Mpxn mpxn) {
        Eui64 hub = add(DeviceType.CHF, null, null);
        add(meter, hub, mpxn);
        return hub;
    }

    private Eui64 add(DeviceType type, Eui64 hub, Mpxn mpxn) {
        Eui64 name = Eui64.of(ByteBuffer.allocate(8)
                .putInt(0x00DB7777)
                .putInt(NAMES.incrementAndGet())
                .array());
        devices.add(new Device(
                name,
                type,
                DeviceStatus.COMMISSIONED,
                clock.instant(),
                "Lindenhall",
                "LH",
                null,
                null,
                null,
                hub,
                mpxn,
                null,
                null,
                null,
                null,
                null,
                Generation.SMETS2));
        return name;
    }

    private void lost(Instant since, List<Eui64> hubs) {
        List<PowerLoss> losses =
                hubs.stream().map(hub -> new PowerLoss(hub, since)).toList();
        transaction.executeWithoutResult(status -> events.publishEvent(new HubsLostPower(losses, clock.instant())));
    }

    private void allAreTold() {
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from power_outage_alert")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private int alertsOf(Eui64... hubs) {
        return alertsOf(List.of(hubs));
    }

    private int alertsOf(List<Eui64> hubs) {
        return jdbc.sql("select count(*) from service_response where kind = 'dccAlert' and device = any(?)")
                .param(hubs.stream().map(Eui64::value).toArray(String[]::new))
                .query(Integer.class)
                .single();
    }

    @Test
    void nobody_is_told_of_a_hub_without_an_electricity_meter_or_with_an_unknown_network() {
        Eui64 unknown = new Eui64("00-DB-77-77-FF-FF-FF-FF");
        Eui64 gasOnly = newHome(DeviceType.GSME, GAS);
        Eui64 elsewhere = newHome(DeviceType.ESME, ELSEWHERE);
        Eui64 home = newHome(DeviceType.ESME, HOME);

        lost(clock.instant(), List.of(unknown, gasOnly, elsewhere, home));
        allAreTold();

        assertThat(alertsOf(unknown, gasOnly, elsewhere)).isZero();
        assertThat(alertsOf(home)).isEqualTo(1);
    }

    @Test
    void a_round_in_which_nobody_is_to_be_told_needs_no_key_to_sign_with() {
        Eui64 gasOnly = newHome(DeviceType.GSME, GAS);
        allAreTold();

        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from certificate where use = 'XML_SIGN'").update();
            events.publishEvent(new HubsLostPower(List.of(new PowerLoss(gasOnly, clock.instant())), clock.instant()));

            assertThat(alerts.takeUpNext()).isTrue();
            assertThat(alerts.takeUpNext()).as("it is told of").isFalse();
            status.setRollbackOnly();
        });
        assertThat(alertsOf(gasOnly)).isZero();
    }

    @Test
    void a_hub_that_says_it_again_before_it_has_power_is_told_of_once() {
        Eui64 home = newHome(DeviceType.ESME, HOME);
        lost(clock.instant(), List.of(home, home));
        lost(clock.instant().plusSeconds(60), List.of(home));
        allAreTold();

        assertThat(alertsOf(home)).isEqualTo(1);
    }

    @Test
    void what_was_undone_half_way_is_told_once() {
        List<Eui64> homes = IntStream.range(0, 5)
                .mapToObj(number -> newHome(DeviceType.ESME, HOME))
                .toList();
        lost(clock.instant(), homes);
        transaction.executeWithoutResult(status -> {
            alerts.takeUpNext();
            status.setRollbackOnly();
        });
        allAreTold();

        assertThat(alertsOf(homes)).isEqualTo(homes.size());
    }

    @Test
    void a_storm_is_told_home_by_home_once_by_whoever_is_at_work() throws Exception {
        List<Eui64> town = IntStream.range(0, STORM)
                .mapToObj(number -> newHome(DeviceType.ESME, HOME))
                .toList();
        long start = System.nanoTime();
        for (int from = 0; from < STORM; from += 500) {
            lost(clock.instant(), town.subList(from, Math.min(from + 500, STORM)));
        }
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        List<Future<?>> rounds = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            rounds.add(nodes.submit(() -> {
                while (Boolean.TRUE.equals(transaction.execute(status -> alerts.takeUpNext()))) {
                    log.debug("Some more were told");
                }
            }));
        }
        for (Future<?> round : rounds) {
            round.get();
        }
        nodes.shutdown();
        allAreTold();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        log.info("{} homes without supply were told of in {}", STORM, took);

        assertThat(alertsOf(town)).isEqualTo(STORM);
    }

    @Test
    void a_network_operator_is_told_of_each_meter_point_behind_a_hub_with_its_last_breath() throws Exception {
        try (Fleet fleet = PublishedMarket.fleet(headEnd.port(), state, clock, keys);
                SimulatedSupplier operator = PublishedMarket.supplier(NETWORK_OPERATOR, doors, keys)) {
            parties.changeResponseAddress(NETWORK_OPERATOR, operator.responseAddress());
            await().atMost(PATIENCE).until(() -> fleet.isConnected(HUB));
            Instant before = clock.instant().minusSeconds(120);

            fleet.breakDown(HUB, Fault.POWER_CUT);

            List<DuisResponse> told = await().atMost(PATIENCE).until(() -> outages(operator), all -> all.size() == 2);
            assertThat(told).allSatisfy(alert -> {
                assertThat(alert.code()).isEqualTo("I0");
                assertThat(Elements.of(alert.message()).text("DCCAlertCode")).isEqualTo("AD1");
                Elements event = Elements.of(event(alert));
                assertThat(event.text("CommsHubDeviceID")).isEqualTo(HUB.value());
                assertThat(Instant.parse(event.text("StartDateTime"))).isBetween(before, clock.instant());
            });
            assertThat(told.stream().map(alert -> event(alert).getLastChild().getTextContent()))
                    .containsExactlyInAnyOrder("1312345678118", "1312345678224");

            fleet.mend(HUB, Fault.POWER_CUT);
            await().atMost(PATIENCE).until(() -> fleet.isConnected(HUB));
            fleet.breakDown(HUB, Fault.POWER_CUT);

            await().atMost(PATIENCE).until(() -> outages(operator).size() == 4);
            fleet.mend(HUB, Fault.POWER_CUT);
        }
    }

    /** Those of this home: the operator may still be told of homes whose alerts nobody took from the platform before. */
    private static List<DuisResponse> outages(SimulatedSupplier operator) {
        return operator.received().stream()
                .filter(response -> response.message()
                                .getElementsByTagNameNS("*", "PowerOutageEvent")
                                .getLength()
                        > 0)
                .filter(response ->
                        HUB.value().equals(Elements.of(event(response)).text("CommsHubDeviceID")))
                .toList();
    }

    private static Element event(DuisResponse alert) {
        return (Element)
                alert.message().getElementsByTagNameNS("*", "PowerOutageEvent").item(0);
    }
}
