package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.meterflow.simulator.DeviceHome.BROKER;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.GPF;
import static org.meterflow.simulator.DeviceHome.GSME;
import static org.meterflow.simulator.DeviceHome.HUB;
import static org.meterflow.simulator.DeviceHome.NETWORK;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;
import static org.meterflow.simulator.DeviceHome.TCOS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.UseCase;
import org.meterflow.gbcs.Zcl;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.GasMeter;
import org.meterflow.simulator.SimulatedHome.Start;
import org.meterflow.simulator.SimulatedHome.Variant;

class FaultsOfTheFleetTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    private Path state;

    private final DeviceHome bench = new DeviceHome(NOON, Variant.SINGLE, false);
    private final FakeHeadEnd headEnd = new FakeHeadEnd();
    private Fleet fleet;

    @BeforeEach
    void aHomeIsConnected() {
        start(Duration.ZERO);
    }

    private void start(Duration gasWakeUp) {
        FleetSettings settings = new FleetSettings(
                "localhost",
                headEnd.port(),
                state,
                gasWakeUp,
                Duration.ofMinutes(10),
                Duration.ofMillis(20),
                Duration.ofMillis(100));
        SimulatedHome home = new SimulatedHome(
                HUB,
                "00010203",
                List.of(new ElectricityMeter(ESME, SUPPLIER, NETWORK, Start.onCredit(), "01020304")),
                List.of(new GasMeter(GSME, GPF, SUPPLIER, NETWORK, Start.onCredit(), "0A0B0C0D")),
                List.of(),
                new DccParties(BROKER, TCOS));
        fleet = new Fleet(settings, List.of(home), bench.keys, Clock.systemUTC());
        fleet.start();
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
    void a_gas_meter_that_sleeps_hears_nothing_while_its_proxy_answers() {
        fleet.stop();
        headEnd.hangUp();
        start(Duration.ofDays(365));
        Octets register = new OctetWriter().littleEndian(0x0014, 2).toOctets();
        Octets ask = new Gbz(List.of(Gbz.Component.of(0x0702, 0, 0, Zcl.READ_ATTRIBUTES, register))).encode();

        headEnd.send(bench.command(SUPPLIER, GSME, 0x0082, ask, false));
        assertThat(headEnd.answersNothing()).isTrue();

        headEnd.send(bench.command(SUPPLIER, GPF, 0x0082, ask, false));
        assertThat(headEnd.answer().originator()).isEqualTo(GPF);
    }

    private GbcsMessage readFirmware() {
        UseCase useCase =
                UseCase.forRequest(new org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion(), DeviceKind.ESME);
        GbcsMessage plain = useCase.command(
                new org.meterflow.identifier.RequestId(SUPPLIER, ESME, bench.nextCounter()),
                new org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion());
        return bench.withMac(plain);
    }

    @Test
    void only_a_hub_can_lose_its_power_or_fill_its_log() {
        assertThatThrownBy(() -> fleet.breakDown(ESME, Fault.POWER_CUT)).isInstanceOf(IllegalArgumentException.class);
        assertThat(fleet.faults()).isEmpty();
    }

    @Test
    void only_an_electricity_meter_can_be_fed_wrongly() {
        assertThatThrownBy(() -> fleet.breakDown(GSME, Fault.HEAVY_LOAD)).hasMessageContaining("GSME");
        assertThatThrownBy(() -> fleet.breakDown(HUB, Fault.LOW_VOLTAGE)).hasMessageContaining("CHF");
        assertThat(fleet.faults()).isEmpty();
    }

    @Test
    void a_meter_that_is_fed_with_too_much_tells_its_network_operator_so_and_when_that_is_mended_after_a_restart_too() {
        fleet.breakDown(ESME, Fault.HIGH_VOLTAGE);
        headEnd.welcome(NOON.plusSeconds(120));
        assertThat(headEnd.alerts()).singleElement().satisfies(alert -> {
            assertThat(DeviceHome.code(alert)).isEqualTo(0x8024);
            assertThat(alert.recipient()).isEqualTo(NETWORK);
        });

        fleet.stop();
        headEnd.hangUp();
        start(Duration.ZERO);
        headEnd.welcome(NOON.plusSeconds(300));
        assertThat(fleet.faults(ESME)).containsExactly(Fault.HIGH_VOLTAGE);

        fleet.mend(ESME, Fault.HIGH_VOLTAGE);
        headEnd.welcome(NOON.plusSeconds(420));

        assertThat(fleet.faults()).isEmpty();
        assertThat(headEnd.alerts()).extracting(DeviceHome::code).contains(0x8091);
    }

    @Test
    void every_device_is_listed_after_its_hub_and_shows_how_it_stands() {
        assertThat(fleet.devices())
                .containsExactly(
                        new FleetDevice(HUB, DeviceKind.CHF, HUB),
                        new FleetDevice(ESME, DeviceKind.ESME, HUB),
                        new FleetDevice(GSME, DeviceKind.GSME, HUB),
                        new FleetDevice(GPF, DeviceKind.GPF, HUB));

        fleet.breakDown(ESME, Fault.SLOW);
        fleet.breakDown(HUB, Fault.OFFLINE);

        assertThat(fleet.condition(ESME))
                .isEqualTo(new DeviceCondition(false, false, DeviceCondition.Supply.ON, Set.of(Fault.SLOW)));
        assertThat(fleet.condition(HUB)).isEqualTo(new DeviceCondition(false, null, null, Set.of(Fault.OFFLINE)));
        assertThat(fleet.connected()).isZero();
        assertThat(fleet.faults()).containsOnlyKeys(ESME, HUB);
    }

    @Test
    void a_meter_that_somebody_opens_says_so_once() {
        fleet.breakDown(ESME, Fault.TAMPERED);
        fleet.breakDown(ESME, Fault.TAMPERED);

        List<GbcsMessage> alerts = headEnd.alerts();

        assertThat(alerts).hasSize(1);
        assertThat(DeviceHome.code(alerts.get(0))).isEqualTo(0x8F74);
        assertThat(bench.isProven(alerts.get(0))).isTrue();
        assertThat(fleet.faults(ESME)).containsExactly(Fault.TAMPERED);
    }

    @Test
    void a_hub_without_power_says_so_with_its_last_breath_and_its_meter_when_power_is_back() {
        fleet.powerCut(List.of(HUB));
        HubFrame last = headEnd.read();
        assertThat(last.type()).isEqualTo(HubFrame.POWER_LOST);
        Instant lost = Instant.ofEpochMilli(ByteBuffer.wrap(last.body()).getLong());
        assertThat(lost).isBetween(NOON.minusSeconds(1), NOON.plusSeconds(600));
        assertThat(headEnd.hungUp()).isTrue();

        fleet.powerRestored(List.of(HUB));
        headEnd.accept();
        headEnd.welcome(NOON.plusSeconds(600));

        assertThat(headEnd.alerts()).anySatisfy(alert -> {
            assertThat(alert.messageCode()).isEqualTo(0x0067);
            assertThat(alert.recipient()).isEqualTo(NETWORK);
        });
    }

    @Test
    void a_clock_that_drifts_is_told_in_answers_until_it_is_mended() {
        fleet.breakDown(ESME, Fault.CLOCK_DRIFT);
        assertThat(Duration.between(NOON, fleet.device(ESME).clock())).isGreaterThan(Duration.ofSeconds(119));

        fleet.mend(ESME, Fault.CLOCK_DRIFT);
        assertThat(Duration.between(NOON, fleet.device(ESME).clock())).isLessThan(Duration.ofSeconds(119));
    }

    @Test
    void on_a_noisy_radio_some_commands_are_lost_and_after_mending_none() {
        fleet.breakDown(ESME, Fault.RADIO_NOISE);
        for (int i = 0; i < 30; i++) {
            headEnd.send(readFirmware());
        }
        assertThat(headEnd.answers()).hasSizeBetween(8, 27);
        fleet.mend(ESME, Fault.RADIO_NOISE);
        for (int i = 0; i < 5; i++) {
            headEnd.send(readFirmware());
            assertThat(headEnd.answer()).isNotNull();
        }
    }

    @Test
    void an_image_whose_hash_is_wrong_is_refused_with_an_alert() {
        byte[] image = {1, 2, 3, 4};
        fleet.image(ESME, Octets.ofHex("01020305"), image, Octets.of(new byte[32]));
        fleet.image(GSME, Octets.ofHex("01020305"), image, Firmware.hash(image));

        List<GbcsMessage> alerts = headEnd.alerts();

        assertThat(alerts)
                .extracting(alert -> "%04X".formatted(DeviceHome.code(alert)))
                .containsExactly("8F1C", "8F72");
        assertThat(alerts).extracting(GbcsMessage::messageCode).containsExactly(0x00CE, 0x00CF);
    }

    @Test
    void the_same_seed_brings_the_same_misfortunes() {
        assertThat(misfortunes(7)).isEqualTo(misfortunes(7)).isNotEmpty().isNotEqualTo(misfortunes(8));
    }

    /** Who had what, round by round. */
    private FleetSettings nowhere(long seed) {
        return FleetSettings.towards("localhost:1", state.resolve("other" + seed));
    }

    private List<String> misfortunes(long seed) {
        SimulatedHome home = new SimulatedHome(
                HUB,
                "00010203",
                List.of(new ElectricityMeter(ESME, SUPPLIER, NETWORK, Start.onCredit(), "01020304")),
                List.of(),
                List.of(),
                new DccParties(BROKER, TCOS));
        EventLoop loop = new DefaultEventLoop();
        SimulatedHub hub = new SimulatedHub(
                home, nowhere(seed), loop, Clock.systemUTC(), new DeviceFactory(bench.keys, bench.crypto));
        hub.misfortune().choose(FaultProfile.ROUGH, hub.devices().names(), seed);
        List<String> rounds = new ArrayList<>();
        for (int round = 0; round < 600; round++) {
            hub.misfortune().round();
            rounds.add(hub.breakage().of(HUB) + " " + hub.breakage().of(ESME));
        }
        hub.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        assertThat(new HashSet<>(rounds))
                .as("something went wrong, and was mended")
                .hasSizeGreaterThan(3);
        return rounds;
    }

    @Test
    void things_go_wrong_with_the_chosen_devices_only_until_everything_is_mended() {
        fleet.misfortune(FaultProfile.ROUGH, List.of(ESME), 7);
        fleet.misfortune(FaultProfile.EVERYDAY, List.of(GSME, GPF), 7);

        assertThat(fleet.profile(ESME)).isEqualTo(FaultProfile.ROUGH);
        assertThat(fleet.profile(HUB)).isEqualTo(FaultProfile.CALM);
        assertThat(fleet.profiles()).containsOnly(entry("rough", 1L), entry("everyday", 2L), entry("calm", 1L));

        fleet.breakDown(ESME, Fault.SLOW);
        fleet.breakDown(HUB, Fault.POWER_CUT);
        fleet.mendAll();

        assertThat(fleet.faults()).isEmpty();
        assertThat(fleet.profiles()).containsOnly(entry("calm", 4L));
        headEnd.accept();
        headEnd.welcome(NOON.plusSeconds(600));
        Awaitility.await().until(() -> fleet.isConnected(HUB));
    }

    @Test
    void a_device_with_a_calm_profile_never_breaks_while_its_neighbour_does() {
        SimulatedHome home = new SimulatedHome(
                HUB,
                "00010203",
                List.of(new ElectricityMeter(ESME, SUPPLIER, NETWORK, Start.onCredit(), "01020304")),
                List.of(),
                List.of(),
                new DccParties(BROKER, TCOS));
        EventLoop loop = new DefaultEventLoop();
        SimulatedHub hub = new SimulatedHub(
                home, nowhere(99), loop, Clock.systemUTC(), new DeviceFactory(bench.keys, bench.crypto));
        hub.misfortune().choose(FaultProfile.ROUGH, List.of(ESME), 7);
        Set<Fault> neighbours = new HashSet<>();
        for (int round = 0; round < 600; round++) {
            hub.misfortune().round();
            neighbours.addAll(hub.breakage().of(ESME));
            assertThat(hub.breakage().of(HUB)).isEmpty();
        }
        assertThat(neighbours).isNotEmpty().doesNotContain(Fault.POWER_CUT, Fault.FULL_LOG);
        hub.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void a_device_shows_its_account_its_counters_and_the_command_it_heard_last() {
        DeviceView before = fleet.device(ESME);
        assertThat(before.last()).isNull();
        assertThat(before.counters()).containsOnlyKeys(ESME.value());

        GbcsMessage asked = readFirmware();
        headEnd.send(asked);
        headEnd.answer();

        DeviceView after = fleet.device(ESME);
        assertThat(after.last()).isEqualTo(new LastCommand(after.last().at(), asked.messageCode(), SUPPLIER, null));
        assertThat(after.counters()).containsEntry(SUPPLIER.value(), Long.toUnsignedString(asked.originatorCounter()));
        assertThat(after.account().used()).isPositive();
        assertThat(after.account().balance()).as("owed on credit").isNegative();
        assertThat(fleet.device(HUB).account()).isNull();

        headEnd.send(asked);
        assertThat(headEnd.answersNothing()).isTrue();
        assertThat(fleet.device(ESME).last().refused()).isEqualTo(Refusal.COUNTER_NOT_HIGHER);
    }

    @Test
    void the_conditions_of_all_devices_are_those_of_each() {
        fleet.breakDown(GSME, Fault.LOW_BATTERY);

        assertThat(fleet.conditions()).hasSize(4);
        fleet.conditions().forEach((device, condition) -> assertThat(condition).isEqualTo(fleet.condition(device)));
    }

    @Test
    void the_api_shows_breaks_and_mends_and_says_what_it_does_not_understand() throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<String> meter = List.of("fleet", ESME.value());
        JsonNode tamper = json.readTree("{\"break\": \"tampered\"}");

        JsonNode after = json.valueToTree(FleetApi.tell(fleet, meter, tamper).orElseThrow());

        assertThat(after.path("faults").get(0).asText()).isEqualTo("TAMPERED");
        JsonNode all = json.valueToTree(FleetApi.show(fleet, List.of("fleet")).orElseThrow());
        assertThat(all.path("faults").path(ESME.value())).hasSize(1);
        assertThat(all.path("connected").asInt()).isEqualTo(1);
        FleetApi.tell(fleet, meter, json.readTree("{\"mend\": \"TAMPERED\"}"));
        assertThat(fleet.faults()).isEmpty();
        for (String wrong : List.of("{}", "{\"break\": \"EVERYTHING\"}")) {
            assertThatThrownBy(() -> FleetApi.tell(fleet, meter, json.readTree(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("OFFLINE");
        }
        assertThatThrownBy(() -> FleetApi.tell(fleet, List.of("fleet"), json.readTree("{\"profile\": \"wild\"}")))
                .hasMessageContaining("wild");

        FleetApi.tell(fleet, meter, json.readTree("{\"profile\": \"rough\"}"));
        assertThat(fleet.profiles()).containsOnly(entry("rough", 1L), entry("calm", 3L));
        FleetApi.tell(fleet, List.of("fleet"), json.readTree("{\"profile\": \"everyday\", \"homes\": 1}"));
        assertThat(fleet.profiles()).containsOnly(entry("everyday", 4L));
        FleetApi.tell(fleet, List.of("fleet"), json.readTree("{\"mend\": \"everything\"}"));
        assertThat(fleet.profiles()).containsOnly(entry("calm", 4L));
    }

    @Test
    void a_command_by_hand_is_carried_out_once_past_the_line_and_nonsense_is_refused() throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<String> meter = List.of("fleet", ESME.value());
        assertThatThrownBy(() -> FleetApi.tell(fleet, meter, json.readTree("{\"command\": \"AQID\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A message begins with");
        JsonNode command = json.createObjectNode()
                .put(
                        "command",
                        Base64.getEncoder().encodeToString(readFirmware().encode()));

        JsonNode first = json.valueToTree(FleetApi.tell(fleet, meter, command).orElseThrow());
        JsonNode second = json.valueToTree(FleetApi.tell(fleet, meter, command).orElseThrow());

        GbcsMessage answer = GbcsMessage.parse(
                Base64.getDecoder().decode(first.path("answer").asText()));
        assertThat(answer.originator()).isEqualTo(ESME);
        assertThat(answer.kind()).isEqualTo(GbcsMessage.Kind.RESPONSE);
        assertThat(second.has("answer")).as("the meter knows the counter").isFalse();
        assertThat(headEnd.answersNothing()).isTrue();
    }
}
