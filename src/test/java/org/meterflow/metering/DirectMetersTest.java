package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.Generation;
import org.meterflow.gbcs.MeterAnswer.DailyReadLog;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.gbcs.MeterAnswer.ImportRegisters;
import org.meterflow.gbcs.MeterAnswer.Values;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.MeterRequest.ReadDailyLog;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReadImportRegisters;
import org.meterflow.gbcs.MeterRequest.ReadTariff;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.testing.FreshDatabase;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Meters outside GBCS behind the same interface; the meter is a published DLMS server in a program of its own. */
@SpringBootTest(
        classes = MeteringAlone.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {MeteringAlone.NO_ENGINE, MeteringAlone.ONLY_ROUTE})
@ContextConfiguration(initializers = FreshDatabase.class)
@ActiveProfiles("test")
@Import(Facts.class)
@TestPropertySource(
        properties = {
            "meterflow.metering.least-wait=200ms",
            "meterflow.metering.retry-after=100ms",
            "meterflow.metering.poll=100ms",
            "meterflow.metering.cosem.largest-frame=512B"
        })
class DirectMetersTest {

    private static final Instant FIRST_DAY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Eui64 LISTED = new Eui64("00-DB-12-34-99-00-00-01");
    private static PublishedMeter program;
    private static final Socket KEPT_FREE = new Socket();

    @Autowired
    Meters meters;

    @Autowired
    Devices devices;

    @Autowired
    Facts facts;

    @Autowired
    Clock clock;

    @BeforeAll
    static void started() throws Exception {
        try {
            program = PublishedMeter.start("secret", FIRST_DAY);
        } catch (IOException notHere) {
            LoggerFactory.getLogger(DirectMetersTest.class)
                    .error("THE PUBLISHED METER CANNOT BE INSTALLED: the second protocol is NOT tested", notHere);
            abort("The published meter could not be installed: " + notHere.getMessage());
        }
        KEPT_FREE.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterAll
    static void stopped() throws IOException {
        KEPT_FREE.close();
        if (program != null) {
            program.close();
        }
    }

    @DynamicPropertySource
    static void models(DynamicPropertyRegistry properties) {
        model(properties, 0, "Direct", "secret", () -> program.port());
        model(properties, 1, "Misled", "guess", () -> program.port());
        model(properties, 2, "Gone", "secret", KEPT_FREE::getLocalPort);
        model(properties, 3, "Unlisted", "secret", null);
        properties.add("meterflow.metering.cosem.meters[0].device", LISTED::value);
        properties.add("meterflow.metering.cosem.meters[0].address", () -> "127.0.0.1:" + program.port());
    }

    private static void model(
            DynamicPropertyRegistry properties, int number, String name, String password, @Nullable IntSupplier port) {
        String prefix = "meterflow.metering.cosem.models[%d].".formatted(number);
        properties.add(prefix + "manufacturer", () -> "Maker");
        properties.add(prefix + "model", () -> name);
        properties.add(prefix + "profile", () -> "electricity");
        properties.add(prefix + "client", () -> 1);
        properties.add(prefix + "password", () -> password);
        if (port != null) {
            properties.add(prefix + "address", () -> "127.0.0.1:" + port.getAsInt());
        }
    }

    private Eui64 meter(String model) {
        return meter(TestMarket.freshName(), model);
    }

    private Eui64 meter(Eui64 name, String model) {
        devices.add(new Device(
                name,
                DeviceType.ESME,
                DeviceStatus.COMMISSIONED,
                FIRST_DAY,
                "Maker",
                model,
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

    private String ask(Eui64 device, MeterRequest request) {
        return ask(device, request, OnBehalfOf.dcc());
    }

    private String ask(Eui64 device, MeterRequest request, OnBehalfOf originator) {
        String reference = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(reference, device, request, originator, Duration.ofMinutes(10), 2));
        return reference;
    }

    @Test
    void a_meter_that_is_gone_is_tried_again_and_then_unreachable_for_the_reason_it_had() {
        String reference = ask(meter("Gone"), new ReadImportRegisters());

        assertThat(facts.unreachable(reference).reason())
                .startsWith("No answer to 2 attempts: No connection to 127.0.0.1:" + KEPT_FREE.getLocalPort());
        assertThat(meters.find(reference)).get().returns(2, CommandState::attempts);
    }

    @Test
    void a_meter_that_was_taken_away_is_not_called() {
        Eui64 meter = meter("Gone");
        devices.changeStatus(meter, DeviceStatus.DECOMMISSIONED, "Taken away");

        String reference = ask(meter, new ReadImportRegisters());

        assertThat(facts.unreachable(reference).reason()).endsWith("Device " + meter + " is decommissioned");
        assertThat(meters.find(reference)).get().returns(0, CommandState::attempts);
    }

    @Test
    void a_wrong_password_ends_the_command_at_the_first_attempt() {
        String reference = ask(meter("Misled"), new ReadImportRegisters());

        assertThat(facts.unreachable(reference).reason())
                .isEqualTo("The meter refuses the association: wrong password");
        assertThat(meters.find(reference)).get().returns(1, CommandState::attempts);
    }

    @Test
    void what_the_model_has_no_objects_for_is_refused() {
        String reference = ask(meter("Direct"), new ReadTariff());

        assertThat(facts.unreachable(reference).reason()).contains("'electricity'", "says nothing of service 4.11.1");
        assertThat(meters.find(reference)).get().returns(Stage.REFUSED, CommandState::stage);
    }

    @Test
    void a_meter_that_nobody_has_given_an_address_is_refused() {
        String reference = ask(meter("Unlisted"), new ReadFirmwareVersion());

        assertThat(facts.unreachable(reference).reason()).contains("nor its model (Maker Unlisted) has an address");
    }

    @Test
    void a_meter_may_have_an_address_of_its_own() {
        String reference = ask(meter(LISTED, "Unlisted"), new ReadFirmwareVersion());

        assertThat(facts.answered(reference).answer()).isInstanceOf(FirmwareVersion.class);
    }

    @Test
    void a_user_cannot_ask_a_meter_that_has_no_messages_for_users() {
        String reference =
                ask(meter("Direct"), new ReadImportRegisters(), new OnBehalfOf.KnownUser(TestMarket.USER, 77));

        assertThat(facts.unreachable(reference).reason()).contains("only the DCC itself can ask it");
    }

    @Test
    void a_meter_of_this_model_tells_its_registers() {
        Eui64 device = meter("Direct");

        String reference = ask(device, new ReadImportRegisters());

        MeterAnswered answered = facts.answered(reference);
        assertThat(answered.device()).isEqualTo(device);
        assertThat(answered.answer()).isInstanceOfSatisfying(ImportRegisters.class, registers -> {
            assertThat(registers.importKwh()).isEqualByComparingTo("12345.678");
            assertThat(registers.reactiveKvarh()).isEqualByComparingTo("432.1");
            assertThat(registers.secondaryImportKwh()).isNull();
        });
        assertThat(meters.find(reference))
                .get()
                .returns(Stage.ANSWERED, CommandState::stage)
                .returns(answered.answer(), CommandState::values);
        assertThat(meters.message(reference)).as("it was no GBCS message").isEmpty();
    }

    @Test
    void its_firmware_version() {
        String reference = ask(meter("Direct"), new ReadFirmwareVersion());

        assertThat(facts.answered(reference).answer())
                .isInstanceOfSatisfying(
                        FirmwareVersion.class,
                        version -> assertThat(new String(version.version().bytes(), StandardCharsets.US_ASCII))
                                .isEqualTo("4.2.1"));
    }

    @Test
    void its_daily_log_which_comes_in_blocks() {
        Instant last = FIRST_DAY.plus(199, ChronoUnit.DAYS);

        String reference = ask(meter("Direct"), new ReadDailyLog(FIRST_DAY.plus(100, ChronoUnit.DAYS), last));

        assertThat(facts.answered(reference).answer()).isInstanceOfSatisfying(DailyReadLog.class, log -> {
            assertThat(log.reads()).hasSize(100);
            assertThat(log.reads().get(99).at()).isEqualTo(last);
            assertThat(log.reads().get(99).register())
                    .isEqualByComparingTo(
                            new BigDecimal("1000.000").add(new BigDecimal("7.5").multiply(BigDecimal.valueOf(199))));
        });
    }

    @Test
    void its_clock_is_set() {
        Instant before = clock.instant().truncatedTo(ChronoUnit.SECONDS);

        String reference = ask(meter("Direct"), new OfService("6.11", RequestPart.empty("SynchroniseClock")));

        assertThat(facts.answered(reference).answer())
                .isInstanceOfSatisfying(
                        Values.class, values -> assertThat(values.succeeded()).isTrue());
        await().untilAsserted(() -> assertThat(program.said())
                .filteredOn(line -> line.startsWith("CLOCK "))
                .singleElement()
                .satisfies(line ->
                        assertThat(Instant.parse(line.substring(6))).isBetween(before, before.plusSeconds(600))));
    }

    @Test
    void its_supply_is_switched_off_and_on_one_command_after_the_other() {
        Eui64 device = meter("Direct");

        ask(device, new OfService("7.2", RequestPart.empty("DisableSupply")));
        String off = ask(device, new OfService("7.4", RequestPart.empty("ReadSupplyStatus")));
        assertThat(facts.answered(off).answer())
                .isInstanceOfSatisfying(
                        Values.class,
                        values -> assertThat(values.items().get(0).value().value())
                                .isEqualTo("0"));
        ask(device, new OfService("7.1", RequestPart.empty("EnableSupply")));
        String on = ask(device, new OfService("7.4", RequestPart.empty("ReadSupplyStatus")));

        assertThat(facts.answered(on).answer())
                .isInstanceOfSatisfying(
                        Values.class,
                        values -> assertThat(values.items().get(0).value().value())
                                .isEqualTo("1"));
        await().untilAsserted(() -> assertThat(program.said()).containsSubsequence("CALLED 1", "CALLED 2"));
    }
}
