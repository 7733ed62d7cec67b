package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.BROKER;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.HUB;
import static org.meterflow.simulator.DeviceHome.NETWORK;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;
import static org.meterflow.simulator.DeviceHome.TCOS;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.Start;
import org.meterflow.simulator.SimulatedHome.Variant;

/** Devices with more than one thing wrong, and what is left of it after a restart. */
class SeveralFaultsTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    private Path state;

    private final DeviceHome bench = new DeviceHome(NOON, Variant.SINGLE, false);
    private final FakeHeadEnd headEnd = new FakeHeadEnd();
    private Fleet fleet;

    @BeforeEach
    void aHomeIsConnected() {
        start();
        connected();
    }

    private void start() {
        FleetSettings settings = new FleetSettings(
                "localhost",
                headEnd.port(),
                state,
                Duration.ZERO,
                Duration.ofMinutes(1),
                Duration.ofMillis(20),
                Duration.ofMillis(100));
        SimulatedHome home = new SimulatedHome(
                HUB,
                "00010203",
                List.of(new ElectricityMeter(ESME, SUPPLIER, NETWORK, Start.onCredit(), "01020304")),
                List.of(),
                List.of(),
                new DccParties(BROKER, TCOS));
        fleet = new Fleet(settings, List.of(home), bench.keys, Clock.systemUTC());
        fleet.start();
    }

    private void connected() {
        headEnd.accept();
        headEnd.welcome(NOON);
        Awaitility.await().until(() -> fleet.isConnected(HUB));
    }

    @AfterEach
    void close() {
        fleet.stop();
        headEnd.close();
    }

    @Test
    void a_hub_without_power_does_not_call_because_something_else_is_mended() {
        fleet.breakDown(HUB, Fault.POWER_CUT);
        headEnd.read();
        fleet.breakDown(HUB, Fault.OFFLINE);

        fleet.mend(HUB, Fault.OFFLINE);

        assertThat(headEnd.nobodyConnectsWithin(Duration.ofMillis(500))).isTrue();
        assertThat(fleet.faults(HUB)).containsExactly(Fault.POWER_CUT);
    }

    @Test
    void a_hub_whose_line_is_broken_does_not_call_because_its_power_is_back() {
        fleet.breakDown(HUB, Fault.OFFLINE);
        fleet.breakDown(HUB, Fault.POWER_CUT);
        fleet.mend(HUB, Fault.POWER_CUT);
        assertThat(headEnd.nobodyConnectsWithin(Duration.ofMillis(500))).isTrue();
    }

    @Test
    void what_somebody_broke_is_broken_after_a_restart_and_can_be_mended_then() {
        fleet.breakDown(ESME, Fault.CLOCK_DRIFT);
        fleet.breakDown(ESME, Fault.OFFLINE);
        fleet.stop();
        headEnd.hangUp();
        aHomeIsConnected();

        assertThat(fleet.faults()).containsOnly(Map.entry(ESME, Set.of(Fault.CLOCK_DRIFT, Fault.OFFLINE)));
        assertThat(Duration.between(NOON, fleet.device(ESME).clock())).isGreaterThan(Duration.ofSeconds(100));

        fleet.mend(ESME, Fault.CLOCK_DRIFT);
        fleet.mend(ESME, Fault.OFFLINE);
        fleet.stop();
        headEnd.hangUp();
        aHomeIsConnected();
        assertThat(fleet.faults()).isEmpty();
        assertThat(Duration.between(NOON, fleet.device(ESME).clock())).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void a_home_without_power_stays_so_over_a_restart_and_its_meter_tells_when_it_is_back() {
        fleet.breakDown(HUB, Fault.POWER_CUT);
        headEnd.read();
        fleet.stop();
        headEnd.hangUp();
        start();
        assertThat(headEnd.nobodyConnectsWithin(Duration.ofMillis(500))).isTrue();
        assertThat(fleet.faults(HUB)).containsExactly(Fault.POWER_CUT);

        fleet.mend(HUB, Fault.POWER_CUT);
        connected();

        assertThat(headEnd.alerts()).extracting(DeviceHome::code).contains(0x8F35);
    }
}
