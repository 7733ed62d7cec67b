package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.gbcs.CredentialsOutcome;
import org.meterflow.metering.gbcs.DeviceKind;
import org.meterflow.metering.gbcs.GbcsAlert;
import org.meterflow.metering.gbcs.GbcsCrypto;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.MeterAnswer;
import org.meterflow.metering.gbcs.MeterAnswer.CredentialsAccepted;
import org.meterflow.metering.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.metering.gbcs.MeterAnswer.DailyRead;
import org.meterflow.metering.gbcs.MeterAnswer.DailyReadLog;
import org.meterflow.metering.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.metering.gbcs.MeterAnswer.GasVolume;
import org.meterflow.metering.gbcs.MeterAnswer.ImportRegisters;
import org.meterflow.metering.gbcs.MeterAnswer.PrepaymentBalance;
import org.meterflow.metering.gbcs.MeterAnswer.ReplacedCredential;
import org.meterflow.metering.gbcs.MeterAnswer.TariffSnapshot;
import org.meterflow.metering.gbcs.MeterRequest;
import org.meterflow.metering.gbcs.MeterRequest.CancelSupplierCredentials;
import org.meterflow.metering.gbcs.MeterRequest.ReadDailyLog;
import org.meterflow.metering.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.metering.gbcs.MeterRequest.ReadImportRegisters;
import org.meterflow.metering.gbcs.MeterRequest.ReadPrepaymentBalance;
import org.meterflow.metering.gbcs.MeterRequest.ReadTariff;
import org.meterflow.metering.gbcs.MeterRequest.ReplaceSupplierCredentials;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.SupplementaryFields;
import org.meterflow.metering.gbcs.Unsealing;
import org.meterflow.metering.gbcs.UseCase;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.GasMeter;
import org.meterflow.simulator.SimulatedHome.OtherDevice;
import org.meterflow.simulator.SimulatedHome.Start;

class FleetTest {

    private static final Eui64 BROKER = Eui64.of("90B3D51F30000002");
    private static final Eui64 TCOS = Eui64.of("90B3D51F30000004");
    private static final Eui64 SUPPLIER = Eui64.of("90B3D51F30010000");
    private static final Eui64 GAINING = Eui64.of("90B3D51F30030000");
    private static final Eui64 NETWORK = Eui64.of("90B3D51F30020000");
    private static final Eui64 OTHER_USER = Eui64.of("90B3D51F30050000");
    private static final Eui64 HUB = Eui64.of("00DB1234567890A2");
    private static final Eui64 ESME = Eui64.of("00DB1234567890A0");
    private static final Eui64 GSME = Eui64.of("00DB1234567890A1");
    private static final Eui64 GPF = Eui64.of("00DB1234567890A3");
    private static final Eui64 PPMID = Eui64.of("00DB1234567890A4");
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    private Path state;

    private final TestInfrastructure keys = new TestInfrastructure();
    private final GbcsCrypto crypto = GbcsCrypto.jdk();
    private FakeHeadEnd headEnd;
    private Fleet fleet;

    @BeforeEach
    void aHomeIsConnected() {
        Use[] all = {Use.SIGNING, Use.AGREEMENT, Use.PREPAYMENT_AGREEMENT};
        keys.party(BROKER, 4, Use.AGREEMENT);
        keys.party(TCOS, 5, Use.SIGNING);
        keys.party(SUPPLIER, 2, all);
        keys.party(GAINING, 2, all);
        keys.party(NETWORK, 3, Use.SIGNING, Use.AGREEMENT);
        keys.party(OTHER_USER, 0x7F, Use.AGREEMENT);
        headEnd = new FakeHeadEnd();
        start();
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
                List.of(new ElectricityMeter(
                        ESME, SUPPLIER, NETWORK, new Start(false, new BigDecimal("8421.337"), null), "01020304")),
                List.of(new GasMeter(GSME, GPF, SUPPLIER, NETWORK, Start.onPrepayment(), "0A0B0C0D")),
                List.of(new OtherDevice(PPMID, DeviceKind.PPMID, "0D010001")),
                new DccParties(BROKER, TCOS));
        fleet = new Fleet(settings, List.of(home), keys, Clock.systemUTC());
        fleet.start();
        headEnd.accept();
        headEnd.welcome(NOON);
    }

    private void restart() {
        fleet.stop();
        headEnd.hangUp();
        start();
    }

    @AfterEach
    void close() {
        fleet.stop();
        headEnd.close();
    }

    private GbcsMessage command(Eui64 originator, Eui64 device, long counter, MeterRequest request) {
        UseCase useCase = UseCase.forRequest(request, kind(device));
        GbcsMessage plain = useCase.command(new RequestId(originator, device, counter), request);
        GbcsMessage signed = useCase.critical() ? crypto.sign(plain, keys.privateKey(originator, Use.SIGNING)) : plain;
        return withMac(signed);
    }

    private GbcsMessage withMac(GbcsMessage message) {
        return crypto.mac(message, keys.privateKey(BROKER, Use.AGREEMENT), keys.deviceAgreement(message.recipient()));
    }

    private static DeviceKind kind(Eui64 device) {
        return device.equals(ESME)
                ? DeviceKind.ESME
                : device.equals(GSME)
                        ? DeviceKind.GSME
                        : device.equals(GPF)
                                ? DeviceKind.GPF
                                : device.equals(PPMID) ? DeviceKind.PPMID : DeviceKind.CHF;
    }

    private GbcsMessage ask(Eui64 originator, Eui64 device, long counter, MeterRequest request) {
        headEnd.send(command(originator, device, counter, request));
        return headEnd.answer();
    }

    /** Reads an answer as its recipient does: MAC first, or signature, then what is inside. */
    private MeterAnswer read(GbcsMessage answer, Eui64 reader) {
        UseCase useCase = UseCase.ofCode(answer.messageCode()).orElseThrow();
        if (useCase.critical()) {
            assertThat(answer.mac()).isNull();
            assertThat(crypto.isSignatureValid(answer, keys.deviceSigning(answer.originator())))
                    .isTrue();
            return useCase.answer(answer, Unsealing.NONE);
        }
        assertThat(crypto.isMacValid(
                        answer,
                        keys.privateKey(answer.recipient(), Use.AGREEMENT),
                        keys.deviceAgreement(answer.originator())))
                .isTrue();
        return useCase.answer(
                answer,
                Unsealing.of(
                        crypto,
                        answer,
                        keys.privateKey(reader, Use.AGREEMENT),
                        keys.deviceAgreement(answer.originator())));
    }

    private MeterAnswer answer(Eui64 originator, Eui64 device, long counter, MeterRequest request) {
        return read(ask(originator, device, counter, request), originator);
    }

    private ReplaceSupplierCredentials changeOfSupplier(@Nullable Instant at) {
        return new ReplaceSupplierCredentials(
                keys.der(GAINING, Use.SIGNING),
                keys.der(GAINING, Use.AGREEMENT),
                keys.der(GAINING, Use.PREPAYMENT_AGREEMENT),
                List.of(TestInfrastructure.der(keys.authority())),
                at,
                100,
                null,
                true);
    }

    // What devices keep silent to

    @Test
    void a_command_with_a_wrong_mac_gets_no_answer() {
        GbcsMessage command = command(SUPPLIER, ESME, 1, new ReadFirmwareVersion());
        byte[] changed = command.encode();
        changed[changed.length - 1] ^= 1;
        headEnd.send(Frame.GBCS, changed);

        assertThat(headEnd.answersNothing()).isTrue();
        assertThat(fleet.device(ESME).refused()).containsEntry(Refusal.BAD_MAC, 1);
    }

    @Test
    void a_counter_that_was_used_gets_no_answer_even_after_a_restart() {
        assertThat(answer(SUPPLIER, ESME, 7, new ReadFirmwareVersion())).isInstanceOf(FirmwareVersion.class);

        headEnd.send(command(SUPPLIER, ESME, 7, new ReadFirmwareVersion()));
        assertThat(headEnd.answersNothing()).isTrue();
        assertThat(fleet.device(ESME).refused()).containsEntry(Refusal.COUNTER_NOT_HIGHER, 1);

        restart();
        headEnd.send(command(SUPPLIER, ESME, 7, new ReadFirmwareVersion()));
        assertThat(headEnd.answersNothing()).isTrue();
        assertThat(answer(BROKER, ESME, 7, new ReadFirmwareVersion())).isInstanceOf(FirmwareVersion.class);
    }

    @Test
    void a_stranger_gets_no_answer() {
        headEnd.send(command(GAINING, ESME, 1, new ReadImportRegisters()));

        assertThat(headEnd.answersNothing()).isTrue();
        assertThat(fleet.device(ESME).refused()).containsEntry(Refusal.NO_AUTHORITY, 1);
    }

    @Test
    void only_the_transitional_party_may_replace_credentials_and_only_with_its_signature() {
        ReplaceSupplierCredentials change = changeOfSupplier(null);
        headEnd.send(command(SUPPLIER, ESME, 1, change));
        assertThat(headEnd.answersNothing()).isTrue();

        UseCase useCase = UseCase.forRequest(change, DeviceKind.ESME);
        GbcsMessage plain = useCase.command(new RequestId(TCOS, ESME, 2), change);
        headEnd.send(withMac(plain));
        headEnd.send(withMac(crypto.sign(plain, keys.privateKey(SUPPLIER, Use.SIGNING))));
        assertThat(headEnd.answersNothing()).isTrue();

        assertThat(fleet.device(ESME).refused())
                .containsEntry(Refusal.NO_AUTHORITY, 1)
                .containsEntry(Refusal.BAD_SIGNATURE, 2);
        assertThat(fleet.device(ESME).supplier()).isEqualTo(SUPPLIER);
    }

    @Test
    void noise_on_the_line_is_survived() {
        headEnd.send(Frame.GBCS, new byte[] {1, 2, 3});
        headEnd.send(Frame.GBCS, new byte[0]);
        headEnd.send(Frame.WELCOME, new byte[] {1});

        assertThat(answer(SUPPLIER, ESME, 1, new ReadFirmwareVersion())).isInstanceOf(FirmwareVersion.class);
    }

    @Test
    void credentials_that_are_not_in_order_replace_nothing() {
        ReplaceSupplierCredentials good = changeOfSupplier(null);
        var stranger = TestInfrastructure.pair();
        Octets forged = TestInfrastructure.der(keys.partyCertificate(
                GAINING, 2, Use.SIGNING, stranger, stranger, TestInfrastructure.FROM, TestInfrastructure.TO));
        Octets expired = TestInfrastructure.der(keys.partyCertificate(
                GAINING,
                2,
                Use.SIGNING,
                stranger,
                keys.authorityKeys(),
                TestInfrastructure.FROM,
                Instant.parse("2021-01-01T00:00:00Z")));
        long counter = 1;
        for (Octets bad : List.of(forged, expired, keys.der(NETWORK, Use.SIGNING), Octets.ofHex("3000"))) {
            var change = new ReplaceSupplierCredentials(
                    bad,
                    good.keyAgreement(),
                    good.prepaymentKeyAgreement(),
                    good.certificationPath(),
                    null,
                    0,
                    null,
                    true);
            var replaced = (CredentialsReplaced) answer(TCOS, ESME, counter++, change);

            assertThat(replaced.succeeded()).isFalse();
            assertThat(replaced.outcome().replaced().get(0).status()).isEqualTo(ReplacedCredential.BAD_CERTIFICATE);
            assertThat(replaced.outcome().replaced().get(1).status()).isEqualTo(ReplacedCredential.OTHER);
        }
        assertThat(fleet.device(ESME).supplier()).isEqualTo(SUPPLIER);
    }

    // Reads

    @Test
    void a_hub_says_which_devices_it_reaches() {
        headEnd.hangUp();
        byte[] hello = headEnd.accept();

        assertThat(Eui64.of(java.util.Arrays.copyOf(hello, 8))).isEqualTo(HUB);
        assertThat(hello[8]).isEqualTo((byte) 1);
        assertThat(hello[9]).isEqualTo((byte) 5);
        assertThat(hello).hasSize(10 + 5 * 8);
    }

    @Test
    void a_hub_that_is_told_to_call_later_does_so() {
        headEnd.hangUp();
        headEnd.accept();
        headEnd.send(Frame.LATER, new byte[] {0, 0, 0x09, (byte) 0xC4});
        headEnd.hangUp();

        assertThat(headEnd.nobodyConnectsWithin(Duration.ofSeconds(2))).isTrue();
        assertThat(headEnd.accept()).isNotEmpty();
    }

    @Test
    void a_ping_comes_back_as_it_went() {
        headEnd.send(Frame.PING, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

        Frame pong = headEnd.read(Duration.ofSeconds(5));
        assertThat(pong.type()).isEqualTo(Frame.PONG);
        assertThat(pong.body()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void every_device_tells_its_firmware() {
        assertThat(answer(SUPPLIER, ESME, 1, new ReadFirmwareVersion()))
                .isEqualTo(new FirmwareVersion(Octets.ofHex("01020304")));
        assertThat(answer(SUPPLIER, GSME, 2, new ReadFirmwareVersion()))
                .isEqualTo(new FirmwareVersion(Octets.ofHex("0A0B0C0D")));
        assertThat(answer(BROKER, HUB, 3, new ReadFirmwareVersion()))
                .isEqualTo(new FirmwareVersion(Octets.ofHex("00010203")));
        assertThat(answer(BROKER, PPMID, 3, new ReadFirmwareVersion()))
                .isEqualTo(new FirmwareVersion(Octets.ofHex("0D010001")));
    }

    @Test
    void a_register_starts_from_what_the_home_says() {
        headEnd.welcome(Instant.parse("2026-01-01T00:00:00Z"));

        ImportRegisters registers = (ImportRegisters) answer(SUPPLIER, ESME, 1, new ReadImportRegisters());

        assertThat(registers.importKwh()).isBetween(new BigDecimal("8421.336"), new BigDecimal("8421.6"));
    }

    @Test
    void an_electricity_register_grows_with_the_networks_time() {
        GbcsMessage first = ask(SUPPLIER, ESME, 1, new ReadImportRegisters());
        ImportRegisters before = (ImportRegisters) read(first, SUPPLIER);
        assertThat(first.deviceTime()).isBetween(NOON.minusSeconds(1), NOON.plusSeconds(60));

        headEnd.welcome(NOON.plus(Duration.ofDays(30)));
        ImportRegisters after = (ImportRegisters) answer(BROKER, ESME, 1, new ReadImportRegisters());

        BigDecimal month = after.importKwh().subtract(before.importKwh());
        assertThat(month).isBetween(new BigDecimal(80), new BigDecimal(500));
        assertThat(after.reactiveKvarh()).isGreaterThan(before.reactiveKvarh());
    }

    @Test
    void the_daily_log_agrees_with_the_register_and_with_itself() {
        var period = new ReadDailyLog(NOON.minus(Duration.ofDays(60)), NOON);
        List<DailyRead> reads = ((DailyReadLog) answer(SUPPLIER, ESME, 1, period)).reads();

        assertThat(reads).hasSize(31);
        assertThat(reads.get(30).at()).isEqualTo("2026-03-10T00:00:00Z");
        assertThat(reads).isSortedAccordingTo(java.util.Comparator.comparing(DailyRead::register));
        assertThat(reads)
                .allSatisfy(read -> assertThat(read.byTime().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(read.register()));
        ImportRegisters now = (ImportRegisters) answer(SUPPLIER, ESME, 2, new ReadImportRegisters());
        assertThat(now.importKwh()).isGreaterThan(reads.get(30).register());

        restart();
        assertThat(((DailyReadLog) answer(SUPPLIER, ESME, 3, period)).reads()).isEqualTo(reads);
    }

    @Test
    void gas_is_read_from_the_meter_and_from_its_mirror() {
        GasVolume meter = (GasVolume) answer(SUPPLIER, GSME, 1, new ReadImportRegisters());
        GasVolume mirror = (GasVolume) answer(SUPPLIER, GPF, 1, new ReadImportRegisters());

        assertThat(mirror.cubicMetres().subtract(meter.cubicMetres()))
                .isBetween(BigDecimal.ZERO, new BigDecimal("0.1"));
        var period = new ReadDailyLog(NOON.minus(Duration.ofDays(3)), NOON);
        List<DailyRead> reads = ((DailyReadLog) answer(NETWORK, GPF, 1, period)).reads();
        assertThat(reads).hasSize(3);
        assertThat(reads.get(2).register()).isLessThan(mirror.cubicMetres());
        PrepaymentBalance balance = (PrepaymentBalance) answer(SUPPLIER, GPF, 2, new ReadPrepaymentBalance());
        assertThat(balance.meterBalance()).isBetween(BigDecimal.ZERO, new BigDecimal(20));
        TariffSnapshot tariff = (TariffSnapshot) answer(SUPPLIER, GSME, 2, new ReadTariff());
        assertThat(tariff.currentPrice())
                .isEqualByComparingTo(tariff.timePrices().get(0));
    }

    @Test
    void balance_and_tariff_of_an_electricity_meter_are_told() {
        PrepaymentBalance balance = (PrepaymentBalance) answer(SUPPLIER, ESME, 1, new ReadPrepaymentBalance());
        TariffSnapshot tariff = (TariffSnapshot) answer(BROKER, ESME, 1, new ReadTariff());

        assertThat(balance.meterBalance()).isNegative();
        assertThat(tariff.standingCharge()).isPositive();
        assertThat(tariff.currentPrice())
                .isEqualByComparingTo(tariff.timePrices().get(0));
        assertThat(tariff.timePrices()).hasSize(48);
    }

    @Test
    void a_user_the_meter_does_not_know_reads_through_the_broker_with_a_certificate() {
        var request = new ReadImportRegisters();
        var fields = new SupplementaryFields(OTHER_USER, 5L, null, keys.der(OTHER_USER, Use.AGREEMENT));
        GbcsMessage plain =
                UseCase.forRequest(request, DeviceKind.ESME).command(new RequestId(BROKER, ESME, 9), request, fields);
        headEnd.send(withMac(plain));

        GbcsMessage answer = headEnd.message();
        assertThat(answer.supplementary()).isNotNull();
        assertThat(answer.supplementary().remoteParty()).isEqualTo(OTHER_USER);
        assertThat(answer.supplementary().remotePartyCounter()).isEqualTo(5);
        assertThat(answer.supplementary().originatorCounter()).isNotNull();
        assertThat(read(answer, OTHER_USER)).isInstanceOf(ImportRegisters.class);
    }

    // Change of supplier

    @Test
    void a_supplier_replaced_at_once_loses_the_meter() {
        var replaced = (CredentialsReplaced) answer(TCOS, ESME, 1, changeOfSupplier(null));

        assertThat(replaced.succeeded()).isTrue();
        assertThat(replaced.outcome().replaced()).hasSize(3).allSatisfy(cell -> {
            assertThat(cell.oldParty()).isEqualTo(SUPPLIER);
            assertThat(cell.newParty()).isEqualTo(GAINING);
        });
        headEnd.send(command(SUPPLIER, ESME, 50, new ReadFirmwareVersion()));
        headEnd.send(command(GAINING, ESME, 100, new ReadFirmwareVersion()));
        assertThat(headEnd.answersNothing()).isTrue();
        assertThat(answer(GAINING, ESME, 101, new ReadImportRegisters())).isInstanceOf(ImportRegisters.class);
    }

    @Test
    void a_dated_change_of_supplier_happens_at_its_date_though_the_meter_restarted() {
        Instant due = NOON.plus(Duration.ofDays(2));
        assertThat(answer(TCOS, GPF, 1, changeOfSupplier(due))).isEqualTo(new CredentialsAccepted());
        restart();
        assertThat(fleet.device(GPF).changeDue()).isEqualTo(due);
        assertThat(fleet.device(GPF).supplier()).isEqualTo(SUPPLIER);

        headEnd.welcome(due.minusSeconds(1));
        GbcsMessage message = headEnd.message();

        assertThat(message.recipient()).isEqualTo(TCOS);
        assertThat(crypto.isSignatureValid(message, keys.deviceSigning(GPF))).isTrue();
        GbcsAlert alert = GbcsAlert.of(message);
        assertThat(alert.code()).isEqualTo(CredentialsOutcome.DATED_COMMAND_SUCCEEDED);
        assertThat(alert.at()).isBetween(due.minusSeconds(1), due.plusSeconds(30));
        assertThat(alert.credentials()).isNotNull();
        assertThat(alert.credentials().sequence()).isEqualTo(1);
        assertThat(fleet.device(GPF).supplier()).isEqualTo(GAINING);

        restart();
        assertThat(headEnd.message())
                .as("told again to a head-end that may have missed it")
                .isEqualTo(message);
        assertThat(fleet.device(GPF).supplier()).isEqualTo(GAINING);
        assertThat(answer(GAINING, GPF, 101, new ReadImportRegisters())).isInstanceOf(GasVolume.class);
    }

    @Test
    void a_dated_change_of_supplier_with_certificates_out_of_date_by_then_fails_with_an_alert() {
        Instant due = Instant.parse("2041-01-01T00:00:00Z");
        assertThat(answer(TCOS, ESME, 1, changeOfSupplier(due))).isEqualTo(new CredentialsAccepted());

        headEnd.welcome(due);

        GbcsAlert alert = GbcsAlert.of(headEnd.message());
        assertThat(alert.code()).isEqualTo(CredentialsOutcome.DATED_COMMAND_FAILED);
        assertThat(fleet.device(ESME).supplier()).isEqualTo(SUPPLIER);
    }

    @Test
    void a_dated_change_of_supplier_can_be_withdrawn() {
        Instant due = NOON.plus(Duration.ofDays(2));
        ReplaceSupplierCredentials change = changeOfSupplier(due);
        answer(TCOS, ESME, 1, change);

        assertThat(answer(TCOS, ESME, 2, new CancelSupplierCredentials(change))).isEqualTo(new CredentialsAccepted());

        headEnd.welcome(due.plusSeconds(5));
        assertThat(headEnd.isSilent()).isTrue();
        assertThat(fleet.device(ESME).supplier()).isEqualTo(SUPPLIER);
    }

    // Faults to order

    @Test
    void a_meter_that_is_offline_keeps_silent_until_it_returns() {
        fleet.offline(ESME, true);
        headEnd.send(command(SUPPLIER, ESME, 1, new ReadFirmwareVersion()));
        assertThat(headEnd.isSilent()).isTrue();
        assertThat(answer(SUPPLIER, GPF, 1, new ReadImportRegisters())).isInstanceOf(GasVolume.class);

        fleet.offline(ESME, false);
        assertThat(answer(SUPPLIER, ESME, 1, new ReadFirmwareVersion())).isInstanceOf(FirmwareVersion.class);
    }

    @Test
    void a_hub_that_is_offline_hangs_up_and_connects_again_later() {
        fleet.offline(HUB, true);
        assertThat(headEnd.hungUp()).isTrue();
        assertThat(fleet.isConnected(HUB)).isFalse();
        assertThat(headEnd.nobodyConnectsWithin(Duration.ofMillis(500))).isTrue();

        fleet.offline(HUB, false);
        headEnd.accept();
        headEnd.welcome(NOON);
        assertThat(answer(SUPPLIER, ESME, 1, new ReadFirmwareVersion())).isInstanceOf(FirmwareVersion.class);
        assertThat(fleet.connected()).isEqualTo(1);
    }

    @Test
    void answers_come_late_twice_not_at_all_and_in_another_order_as_ordered() {
        fleet.slow(ESME, Duration.ofMillis(600));
        headEnd.send(command(SUPPLIER, ESME, 1, new ReadFirmwareVersion()));
        assertThat(headEnd.isSilent()).isTrue();
        assertThat(headEnd.message().originatorCounter()).isEqualTo(1);
        fleet.slow(ESME, Duration.ZERO);

        fleet.duplicateAnswers(ESME, true);
        GbcsMessage once = ask(SUPPLIER, ESME, 2, new ReadFirmwareVersion());
        assertThat(headEnd.message()).isEqualTo(once);
        fleet.duplicateAnswers(ESME, false);

        fleet.loseAnswers(ESME, 1);
        headEnd.send(command(SUPPLIER, ESME, 3, new ReadFirmwareVersion()));
        assertThat(headEnd.isSilent()).isTrue();

        fleet.reorderAnswers(ESME, true);
        IntStream.of(4, 5).forEach(n -> headEnd.send(command(SUPPLIER, ESME, n, new ReadFirmwareVersion())));
        assertThat(headEnd.message().originatorCounter()).isEqualTo(5);
        assertThat(headEnd.message().originatorCounter()).isEqualTo(4);
    }
}
