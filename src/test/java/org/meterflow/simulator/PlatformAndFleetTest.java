package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.meterflow.calendar.DemoClock;
import org.meterflow.demo.DemoMarket;
import org.meterflow.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.gbcs.MeterAnswer.DailyReadLog;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.gbcs.MeterAnswer.GasVolume;
import org.meterflow.gbcs.MeterAnswer.ImportRegisters;
import org.meterflow.gbcs.MeterAnswer.PrepaymentBalance;
import org.meterflow.gbcs.MeterAnswer.TariffSnapshot;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.MeterRequest.ReadDailyLog;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReadImportRegisters;
import org.meterflow.gbcs.MeterRequest.ReadPrepaymentBalance;
import org.meterflow.gbcs.MeterRequest.ReadTariff;
import org.meterflow.gbcs.MeterRequest.ReplaceSupplierCredentials;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.HeadEnd;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.Meters;
import org.meterflow.metering.OnBehalfOf;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

/** The platform and the fleet of its demo market, with nothing between them but the line. */
@MeterflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "meterflow.demo.market=default",
            "meterflow.messages.webhook.plain-http=true",
            "meterflow.metering.response-time=2s",
            "meterflow.metering.sleeping-response-time=5s",
            "meterflow.metering.retry-after=200ms",
            "meterflow.metering.poll=100ms"
        })
class PlatformAndFleetTest {

    private static final Eui64 HUB = Eui64.of("024D460100000100");
    private static final Eui64 ESME = Eui64.of("024D460100000101");
    private static final Eui64 GSME = Eui64.of("024D460100000102");
    private static final Eui64 GPF = Eui64.of("024D460100000103");
    private static final Eui64 ALDER = Eui64.of("024D460000010000");
    private static final Eui64 BIRCH = Eui64.of("024D460000020000");

    @Autowired
    Meters meters;

    @Autowired
    HeadEnd headEnd;

    @Autowired
    DemoMarket demo;

    @Autowired
    DemoClock clock;

    @Value("${meterflow.data}")
    Path data;

    private PemKeySource keys;
    private Fleet fleet;

    @BeforeAll
    void theFleetConnects() {
        keys = new PemKeySource(List.of(data.resolve("pki")));
        FleetSettings settings = FleetSettings.towards("localhost:" + headEnd.port(), data.resolve("simulator"));
        List<SimulatedHome> homes = SimulatedHomes.of(demo.market().orElseThrow(), keys.dccParties());
        fleet = new Fleet(settings, homes, keys, Clock.systemUTC());
        fleet.start();
        await(() -> assertThat(fleet.connected())
                .isEqualTo(demo.market().orElseThrow().homes().size()));
    }

    @AfterAll
    void theFleetHangsUp() {
        fleet.stop();
    }

    private static void await(org.awaitility.core.ThrowingRunnable condition) {
        Awaitility.await().atMost(Duration.ofMinutes(3)).untilAsserted(condition);
    }

    private CommandState settled(String reference, Stage stage) {
        await(() -> assertThat(meters.find(reference).orElseThrow())
                .satisfies(state -> assertThat(state.stage())
                        .as(String.valueOf(state.reason()))
                        .isEqualTo(stage)));
        return meters.find(reference).orElseThrow();
    }

    private String ask(Eui64 device, MeterRequest request, OnBehalfOf originator, int attempts) {
        String reference = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(reference, device, request, originator, Duration.ofMinutes(2), attempts));
        return reference;
    }

    private Object answer(Eui64 device, MeterRequest request) {
        return settled(ask(device, request, OnBehalfOf.dcc(), 10), Stage.ANSWERED)
                .values();
    }

    private ReplaceSupplierCredentials changeTo(Eui64 supplier, @Nullable Instant at) {
        return new ReplaceSupplierCredentials(
                certificate(supplier, KeySource.Use.SIGNING),
                certificate(supplier, KeySource.Use.AGREEMENT),
                certificate(supplier, KeySource.Use.PREPAYMENT_AGREEMENT),
                keys.authorities().stream().map(TestInfrastructure::der).toList(),
                at,
                0,
                null,
                true);
    }

    private Octets certificate(Eui64 party, KeySource.Use use) {
        return TestInfrastructure.der(keys.certificate(party, use));
    }

    @Test
    void the_platform_reads_all_a_home_has_to_tell() {
        assertThat(answer(ESME, new ReadFirmwareVersion())).isEqualTo(new FirmwareVersion(Octets.ofHex("0A010203")));
        assertThat(answer(GSME, new ReadFirmwareVersion())).isEqualTo(new FirmwareVersion(Octets.ofHex("0B010104")));
        assertThat(answer(HUB, new ReadFirmwareVersion())).isEqualTo(new FirmwareVersion(Octets.ofHex("0C020001")));
        assertThat(answer(ESME, new ReadImportRegisters()))
                .isInstanceOfSatisfying(
                        ImportRegisters.class,
                        registers -> assertThat(registers.importKwh()).isGreaterThan(new BigDecimal("8000")));
        assertThat(answer(GPF, new ReadImportRegisters())).isInstanceOf(GasVolume.class);
        assertThat(answer(ESME, new ReadPrepaymentBalance())).isInstanceOf(PrepaymentBalance.class);
        assertThat(answer(GPF, new ReadPrepaymentBalance())).isInstanceOf(PrepaymentBalance.class);
        Instant yesterday = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));
        var week = new ReadDailyLog(yesterday.minus(Duration.ofDays(7)), yesterday);
        for (Eui64 meter : List.of(ESME, GPF)) {
            assertThat(answer(meter, week))
                    .isInstanceOfSatisfying(
                            DailyReadLog.class, log -> assertThat(log.reads()).hasSize(7));
        }
        assertThat(answer(ESME, new ReadTariff())).isInstanceOf(TariffSnapshot.class);
        assertThat(answer(GSME, new ReadTariff())).isInstanceOf(TariffSnapshot.class);
    }

    @Test
    void a_meter_that_loses_its_first_answer_is_asked_again() {
        fleet.loseAnswers(ESME, 1);

        String reference = ask(ESME, new ReadFirmwareVersion(), OnBehalfOf.dcc(), 10);

        assertThat(settled(reference, Stage.ANSWERED).attempts()).isGreaterThan(1);
    }

    @Test
    void a_meter_that_is_offline_is_unreachable() {
        Eui64 offline = Eui64.of("024D460100000201");
        fleet.offline(offline, true);

        String reference = ask(offline, new ReadFirmwareVersion(), OnBehalfOf.dcc(), 2);

        assertThat(settled(reference, Stage.UNREACHABLE).attempts()).isEqualTo(2);
        fleet.offline(offline, false);
    }

    @Test
    void a_dated_change_of_supplier_takes_effect_when_the_platforms_clock_comes_to_it() {
        Eui64 meter = Eui64.of("024D460100000301");
        Eui64 before = fleet.device(meter).supplier();
        Eui64 gaining = ALDER.equals(before) ? BIRCH : ALDER;
        Instant due = clock.instant().plus(Duration.ofDays(2));

        String reference = ask(meter, changeTo(gaining, due), OnBehalfOf.transitionalChangeOfSupplier(), 3);
        settled(reference, Stage.PENDING_EXECUTION);
        assertThat(fleet.device(meter).supplier()).isEqualTo(before);
        clock.advanceTo(due.plusSeconds(1));

        CommandState state = settled(reference, Stage.TOOK_EFFECT);
        assertThat(state.effect()).isNotNull();
        assertThat(fleet.device(meter).supplier()).isEqualTo(gaining);
    }

    @Test
    void a_change_of_supplier_at_once_is_told_place_by_place() {
        Eui64 meter = Eui64.of("024D460100000401");
        Eui64 gaining = ALDER.equals(fleet.device(meter).supplier()) ? BIRCH : ALDER;

        String reference = ask(meter, changeTo(gaining, null), OnBehalfOf.transitionalChangeOfSupplier(), 3);

        CommandState state = settled(reference, Stage.ANSWERED);
        assertThat(state.values())
                .isInstanceOfSatisfying(
                        CredentialsReplaced.class,
                        replaced -> assertThat(replaced.succeeded()).isTrue());
        assertThat(fleet.device(meter).supplier()).isEqualTo(gaining);
    }
}
