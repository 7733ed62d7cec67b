package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer.DailyRead;
import org.meterflow.gbcs.MeterAnswer.DailyReadLog;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.gbcs.MeterAnswer.GasVolume;
import org.meterflow.gbcs.MeterAnswer.ImportRegisters;
import org.meterflow.gbcs.MeterAnswer.PrepaymentBalance;
import org.meterflow.gbcs.MeterAnswer.TariffSnapshot;
import org.meterflow.gbcs.MeterRequest.ReadDailyLog;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReadImportRegisters;
import org.meterflow.gbcs.MeterRequest.ReadPrepaymentBalance;
import org.meterflow.gbcs.MeterRequest.ReadTariff;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SupplementaryFields;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.simulator.KeySource.Use;

/** What a hub and its devices tell over the line. */
class FleetTest extends FleetLine {

    @Test
    void a_hub_says_which_devices_it_reaches() {
        headEnd.hangUp();
        byte[] hello = headEnd.accept();

        assertThat(Eui64.of(java.util.Arrays.copyOf(hello, 8))).isEqualTo(HUB);
        assertThat(hello[8]).isEqualTo((byte) 2);
        assertThat(hello[9]).isEqualTo((byte) 5);
        assertThat(hello).hasSize(10 + 5 * 8 + 32);
    }

    @Test
    void a_hub_proves_itself_by_its_keys_signature_over_a_challenge_and_a_greeting_that_are_new_each_time()
            throws Exception {
        headEnd.hangUp();
        byte[] greeting = headEnd.accept();
        headEnd.send(HubFrame.CHALLENGE, new byte[32]);
        byte[] proof = headEnd.proof();

        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(keys.deviceSigning(HUB));
        check.update("Meterflow hub line 2\0".getBytes(StandardCharsets.US_ASCII));
        check.update(new byte[32]);
        check.update(greeting);
        assertThat(check.verify(proof)).isTrue();
        headEnd.hangUp();
        assertThat(headEnd.accept()).isNotEqualTo(greeting);
    }

    @Test
    void a_hub_that_is_told_to_call_later_does_so() {
        headEnd.hangUp();
        headEnd.accept();
        long told = System.nanoTime();
        headEnd.send(HubFrame.LATER, new byte[] {0, 0, 0x05, (byte) 0xDC});
        headEnd.hangUp();

        assertThat(headEnd.accept()).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void a_ping_comes_back_as_it_went() {
        headEnd.send(HubFrame.PING, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

        HubFrame pong = headEnd.read();
        assertThat(pong.type()).isEqualTo(HubFrame.PONG);
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
        assertThat(first.deviceTime()).isBetween(NOON.minusSeconds(1), NOON.plusSeconds(600));

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
}
