package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MeterAnswer.Failed;
import org.meterflow.gbcs.MeterAnswer.PrepaymentBalance;
import org.meterflow.gbcs.MeterAnswer.TariffSnapshot;
import org.meterflow.gbcs.MeterRequest.ReadDailyLog;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReadPrepaymentBalance;
import org.meterflow.gbcs.MeterRequest.ReadTariff;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/** The use cases of which no reference message lies at hand, as the format describes them. */
class UseCaseTest {

    private static final RequestId ID = RequestId.of("90B3D51F30010000:00DB1234567890A0:1000");

    private static Octets payload(MeterRequest request, DeviceKind device) {
        return UseCase.forRequest(request, device).command(ID, request).payload();
    }

    @Test
    void a_kind_of_device_that_cannot_be_asked_is_named_in_the_refusal() {
        assertThatThrownBy(() -> UseCase.forRequest(new ReadTariff(), DeviceKind.PPMID))
                .isInstanceOf(UnsupportedUseCase.class)
                .hasMessageContaining("PPMID")
                .hasMessageContaining("ReadTariff");
    }

    @Test
    void a_period_that_ends_before_it_begins_is_refused() {
        Instant now = Instant.parse("2026-03-01T00:00:00Z");

        assertThatThrownBy(() -> new ReadDailyLog(now, now.minusSeconds(1))).hasMessageContaining("before it begins");
    }

    @Test
    void an_answer_to_something_else_is_refused() {
        GbcsMessage command =
                UseCase.forRequest(new ReadTariff(), DeviceKind.ESME).command(ID, new ReadTariff());

        assertThatThrownBy(() ->
                        UseCase.forRequest(new ReadTariff(), DeviceKind.ESME).answer(command, Unsealing.NONE))
                .isInstanceOf(MalformedGbcs.class);
    }

    @Test
    void the_balance_of_an_electricity_meter_is_asked_for_sealed() {
        Octets payload = payload(new ReadPrepaymentBalance(), DeviceKind.ESME);

        assertThat(payload.hex())
                .isEqualTo("D9200003E8000103001E00002B0201FF0101020201010205120001090600005E2C221E0F02120000"
                        + "0202160000010102021602020509090400000000000003E8090890B3D51F30010000090800DB1234567890A0"
                        + "09000202160202020901020900");
        SealedRead read =
                SealedRead.parse(DlmsRequest.parse(payload).items().get(0).data());
        assertThat(read.object()).hasToString("0-0:94.44.34.30");
        assertThat(read.reader()).isEqualTo(Eui64.of("90B3D51F30010000"));
        assertThat(read.counter()).isEqualTo(1000);
    }

    @Test
    void the_balance_of_a_gas_meter_is_read_from_two_clusters() {
        assertThat(payload(new ReadPrepaymentBalance(), DeviceKind.GPF).hex())
                .isEqualTo(
                        "010902" + "000700000700000017061606" + "01070500" + "0F000100" + "050002000100310211022102");
    }

    @Test
    void firmware_of_a_gas_meter_is_one_attribute() {
        assertThat(payload(new ReadFirmwareVersion(), DeviceKind.GSME).hex())
                .isEqualTo("010901010702000500000006" + "02");
    }

    @Test
    void six_amounts_make_a_balance() {
        DlmsData plain = DlmsData.structure(DlmsData.structure(
                DlmsData.i32(-150000),
                DlmsData.i32(2),
                DlmsData.i32(3),
                DlmsData.i32(4),
                DlmsData.i32(5),
                DlmsData.i32(6)));
        SealedRead read = SealedRead.parse(DlmsRequest.parse(payload(new ReadPrepaymentBalance(), DeviceKind.ESME))
                .items()
                .get(0)
                .data());
        Octets response =
                new DlmsResponse(1, List.of(Result.of(Verb.ACTION, read.answer(Octets.ofHex("31"))))).encode();

        PrepaymentBalance balance = (PrepaymentBalance)
                ElectricityAnswers.balance(response, part -> plain.encode().bytes());

        assertThat(balance.meterBalance()).isEqualByComparingTo("-1.50");
        assertThat(balance.timeDebt2()).isEqualByComparingTo("0.00006");
    }

    @Test
    void an_electricity_tariff_is_read_from_its_seventeen_parts() {
        DlmsData prices = new DlmsData.Array(IntStream.rangeClosed(1, 80)
                .<DlmsData>mapToObj(n -> DlmsData.structure(
                        DlmsData.octets(Octets.of(new byte[] {(byte) n})), DlmsData.i16(n == 1 ? 2450 : 0)))
                .toList());
        DlmsData unit = DlmsData.structure(DlmsData.u16(0), DlmsData.octets(Octets.of(new byte[6])), DlmsData.i8(0));
        DlmsData day = DlmsData.structure(DlmsData.u8(1), DlmsData.array());
        DlmsData thresholds = DlmsData.array(DlmsData.u32(5000), DlmsData.u32(0xFFFFFFFFL), DlmsData.u32(0xFFFFFFFFL));
        DlmsData[] parts = new DlmsData[17];
        java.util.Arrays.fill(parts, DlmsData.array());
        parts[0] = DlmsData.u32(24500);
        parts[1] = DlmsData.structure(DlmsData.i8(-5), DlmsData.enumerated(254));
        parts[4] = DlmsData.array(day);
        parts[6] = thresholds;
        parts[14] = DlmsData.bool(true);
        parts[15] = DlmsData.structure(
                DlmsData.structure(DlmsData.i8(0), DlmsData.i8(-4)),
                unit,
                DlmsData.array(DlmsData.structure(DlmsData.octets(Octets.NONE), DlmsData.i16(5300))));
        parts[16] = DlmsData.structure(DlmsData.structure(DlmsData.i8(3), DlmsData.i8(-4)), unit, prices);
        Octets response = new DlmsResponse(
                        1,
                        java.util.Arrays.stream(parts)
                                .map(part -> Result.of(Verb.GET, part))
                                .toList())
                .encode();

        TariffSnapshot tariff = (TariffSnapshot) ElectricityTariff.read(response, Unsealing.NONE);

        assertThat(tariff.currentPrice()).isEqualByComparingTo("0.245");
        assertThat(tariff.standingCharge()).isEqualByComparingTo("0.53");
        assertThat(tariff.timePrices()).hasSize(48).first().isEqualTo(new BigDecimal("0.2450"));
        assertThat(tariff.blockPrices()).hasSize(32);
        assertThat(tariff.thresholds()).containsExactly(5000L);
        assertThat(tariff.currency()).isEqualTo("GBP");
    }

    @Test
    void a_gas_meter_without_the_attribute_failed_to_answer() {
        Octets response = new Gbz(List.of(Component.of(
                        0x0702,
                        0x18,
                        0,
                        Zcl.READ_ATTRIBUTES_RESPONSE,
                        Zcl.encode(List.of(Zcl.Attribute.failed(0x0206, Zcl.UNSUPPORTED_ATTRIBUTE))))))
                .encode();

        assertThat(GasAnswers.firmware(response, Unsealing.NONE))
                .isEqualTo(new Failed(Zcl.UNSUPPORTED_ATTRIBUTE, 0, "no such attribute"));
    }

    @Test
    void an_encrypted_answer_without_a_key_is_refused() {
        Octets response = new Gbz(
                        List.of(Component.of(0x0702, 0x18, 0, 1, Octets.NONE).encrypted(0, Octets.ofHex("3100000000"))))
                .encode();

        assertThatThrownBy(() -> GasAnswers.imported(response, Unsealing.NONE))
                .isInstanceOf(MalformedGbcs.class)
                .hasMessageContaining("no key");
    }
}
