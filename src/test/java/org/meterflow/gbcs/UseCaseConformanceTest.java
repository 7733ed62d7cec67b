package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.MeterAnswer.CredentialsAccepted;
import org.meterflow.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.gbcs.MeterAnswer.DailyReadLog;
import org.meterflow.gbcs.MeterAnswer.Failed;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.gbcs.MeterAnswer.GasVolume;
import org.meterflow.gbcs.MeterAnswer.ImportRegisters;
import org.meterflow.gbcs.MeterAnswer.TariffSnapshot;
import org.meterflow.gbcs.MeterRequest.CancelSupplierCredentials;
import org.meterflow.gbcs.MeterRequest.ReadDailyLog;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReadImportRegisters;
import org.meterflow.gbcs.MeterRequest.ReadTariff;
import org.meterflow.gbcs.MeterRequest.ReplaceSupplierCredentials;
import org.meterflow.gbcs.ReferenceMessages.Vector;
import org.meterflow.identifier.Eui64;

/** The reference messages of the use cases the platform speaks: built from parameters, and read into values. */
class UseCaseConformanceTest {

    private static final String CREDENTIALS = "6.23_CS02bSupplierByTransCoS";
    private static final Eui64 BROKER = Eui64.of("90B3D51F30000002");
    private static final Eui64 SUPPLIER = Eui64.of("90B3D51F30010000");
    private static final Eui64 GAINING_SUPPLIER = Eui64.of("90B3D51F30030000");

    private final GbcsCrypto crypto = GbcsCrypto.jdk();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11.2_ECS52",
                "11.2_CS08",
                "4.1.1_ECS17b",
                "4.1.1_GCS13a",
                "4.6.1_ECS21a",
                "4.6.1_GCS16a",
                "4.11.1_GCS21f",
                CREDENTIALS
            })
    void every_payload_comes_back_byte_for_byte(String folder) {
        for (Vector vector : ReferenceMessages.in(folder)) {
            Octets payload = vector.message().payload();
            assertThat(reencoded(payload, vector.message().kind()))
                    .as(vector.name())
                    .isEqualTo(payload);
        }
    }

    private static Octets reencoded(Octets payload, Kind kind) {
        return switch (payload.at(0)) {
            case 0xD9 -> DlmsRequest.parse(payload).encode();
            case 0xDA -> DlmsResponse.parse(payload).encode();
            case 0x01 -> Gbz.parse(payload).encode();
            default ->
                kind == Kind.COMMAND && payload.length() > 2
                        ? CredentialsCommand.parse(payload).encode()
                        : Der.parse(payload).encode();
        };
    }

    @Test
    void every_asn1_payload_comes_back_byte_for_byte() {
        List<Vector> asn1 = ReferenceMessages.in().stream()
                .filter(vector -> !vector.message().payload().isEmpty())
                .filter(vector -> vector.message().payload().at(0) == Der.SEQUENCE)
                .toList();

        assertThat(asn1)
                .hasSizeGreaterThan(30)
                .allSatisfy(vector -> assertThat(
                                Der.parse(vector.message().payload()).encode())
                        .isEqualTo(vector.message().payload()));
    }

    @Test
    void every_dlms_and_gas_payload_comes_back_byte_for_byte() {
        int compared = 0;
        for (Vector vector : ReferenceMessages.in()) {
            GbcsMessage message = vector.message();
            int first = message.payload().isEmpty() ? 0 : message.payload().at(0);
            boolean gasAlert = first == 1 && message.kind() == Kind.ALERT;
            if (first == 0xD9 || first == 0xDA || first == 1 && !gasAlert) {
                assertThat(reencoded(message.payload(), message.kind()))
                        .as(vector.name())
                        .isEqualTo(message.payload());
                compared++;
            }
            if (first == 0x0F) {
                assertThat(DlmsNotification.parse(message.payload()).encode())
                        .as(vector.name())
                        .isEqualTo(message.payload());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(250);
    }

    @ParameterizedTest
    @CsvSource({
        "11.2_ECS52, ESME, ReadFirmwareVersion",
        "4.1.1_ECS17b, ESME, ReadImportRegisters",
        "4.1.1_GCS13a, GSME, ReadImportRegisters",
        "4.6.1_ECS21a, ESME, ReadDailyLog",
        "4.6.1_GCS16a, GSME, ReadDailyLog",
        "4.11.1_GCS21f, GSME, ReadTariff"
    })
    void commands_built_from_parameters_are_the_reference_commands(String folder, DeviceKind device, String asked) {
        var brokerKey = ReferenceMessages.privateKey(BROKER, "ka");
        for (Vector vector : ReferenceMessages.in(folder)) {
            GbcsMessage reference = vector.message();
            if (reference.kind() != Kind.COMMAND) {
                continue;
            }
            MeterRequest request = request(asked, vector.name());
            GbcsMessage built = UseCase.forRequest(request, device).command(reference.requestId(), request);
            var deviceKey = ReferenceMessages.publicKey(reference.recipient(), "ka");
            assertThat(Octets.of(crypto.mac(built, brokerKey, deviceKey).encode()))
                    .as(vector.name())
                    .isEqualTo(vector.bytes());
        }
    }

    private static MeterRequest request(String asked, String vector) {
        return switch (asked) {
            case "ReadFirmwareVersion" -> new ReadFirmwareVersion();
            case "ReadImportRegisters" -> new ReadImportRegisters();
            case "ReadTariff" -> new ReadTariff();
            default -> log(vector);
        };
    }

    private static ReadDailyLog log(String vector) {
        if (vector.startsWith("ECS21a")) {
            return new ReadDailyLog(Instant.parse("2014-03-09T00:00:00Z"), Instant.parse("2014-03-11T00:00:00Z"));
        }
        long from = vector.contains("ERROR") ? 0x1C335604L : 0x1C34A784L;
        return new ReadDailyLog(DlmsTime.since2000(from), DlmsTime.since2000(0x1E187E03L));
    }

    @Test
    void a_command_for_a_user_names_the_user_and_its_counter() {
        Vector vector = ReferenceMessages.named("11.2_CS08", "CS08_11.2_SUCCESS_COMMAND");
        GbcsMessage reference = vector.message();

        GbcsMessage built = UseCase.forRequest(new ReadFirmwareVersion(), DeviceKind.PPMID)
                .command(reference.requestId(), new ReadFirmwareVersion(), SupplementaryFields.of(SUPPLIER, 1000));

        assertThat(built.withMac(reference.mac())).isEqualTo(reference);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "now",
            value = {
                "CS02bSupplierByTransCoS_6.23_IMMEDIATE_SUCCESS_COMMAND, now",
                "CS02bSupplierByTransCoS_6.23_FUTURE_DATED_SUCCESS_COMMAND, 2030-01-02T00:00:00Z",
                "CS02bSupplierByTransCoS_6.23_CANCELLATION_SUCCESS_COMMAND, 9999-12-31T23:59:59Z"
            })
    void credentials_are_replaced_with_the_reference_commands(String name, @Nullable Instant at) {
        GbcsMessage reference = ReferenceMessages.named(CREDENTIALS, name).message();
        boolean cancelled = DerTime.NEVER.equals(at);
        Octets path = CredentialsCommand.parse(reference.payload())
                .certificationPath()
                .get(0);
        var replacement = new ReplaceSupplierCredentials(
                gainingSuppliers("ds"),
                gainingSuppliers("ka"),
                gainingSuppliers("pp-ka"),
                List.of(path),
                at,
                0,
                0L,
                true);
        MeterRequest request = cancelled ? new CancelSupplierCredentials(replacement) : replacement;

        UseCase useCase = UseCase.forRequest(request, DeviceKind.ESME);
        GbcsMessage built = useCase.command(reference.requestId(), request);

        assertThat(useCase.critical()).isTrue();
        assertThat(built.withSignature(reference.signature()).withMac(reference.mac()))
                .isEqualTo(reference);
        assertThat(CredentialsCommand.parse(built.payload()).isCancellation()).isEqualTo(cancelled);
    }

    private static Octets gainingSuppliers(String usage) {
        try {
            return Octets.of(
                    ReferenceMessages.certificate(GAINING_SUPPLIER, usage).getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void electricity_answers_open_and_say_what_the_meter_said() {
        assertThat(answer("11.2_ECS52", "ECS52_11.2_SUCCESS_RESPONSE"))
                .isEqualTo(new FirmwareVersion(Octets.ofHex("0123ABCD")));
        assertThat(answer("11.2_ECS52", "ECS52_11.2_ERROR_RESPONSE")).isEqualTo(new Failed(1, 0, "hardware fault"));
        BigDecimal ten = new BigDecimal("0.010");
        assertThat(answer("4.1.1_ECS17b", "ECS17b_4.1.1_SINGLE_SUCCESS_RESPONSE"))
                .isEqualTo(new ImportRegisters(ten, ten, null));
        assertThat(answer("4.1.1_ECS17b", "ECS17b_4.1.1_TWIN_SUCCESS_RESPONSE"))
                .isEqualTo(new ImportRegisters(ten, ten, ten));
        assertThat(answer("4.1.1_ECS17b", "ECS17b_4.1.1_ERROR_RESPONSE")).isInstanceOf(Failed.class);
        DailyReadLog log = (DailyReadLog) answer("4.6.1_ECS21a", "ECS21a_4.6.1_SINGLE_SUCCESS_RESPONSE");
        assertThat(log.reads()).hasSize(3);
        assertThat(log.reads().get(0).at()).isEqualTo("2014-03-09T00:00:00Z");
        assertThat(log.reads().get(0).register()).isEqualByComparingTo("10435");
        assertThat(log.reads().get(0).byTime()).hasSize(48);
        assertThat(log.reads().get(0).byBlock()).hasSize(32);
        DailyReadLog twin = (DailyReadLog) answer("4.6.1_ECS21a", "ECS21a_4.6.1_TWIN_SUCCESS_RESPONSE");
        assertThat(twin.reads())
                .hasSize(3)
                .allSatisfy(read -> assertThat(read.byTime()).hasSize(48));
    }

    @Test
    void gas_answers_open_and_say_what_the_meter_said() {
        assertThat(answer("4.1.1_GCS13a", "GCS13a_4.1.1_SUCCESS_RELIABLE_GPF_RESPONSE"))
                .isInstanceOfSatisfying(
                        GasVolume.class,
                        volume -> assertThat(volume.cubicMetres()).isEqualByComparingTo("12.345"));
        assertThat(answer("4.1.1_GCS13a", "GCS13a_4.1.1_ERROR_RESPONSE"))
                .isEqualTo(new Failed(Zcl.HARDWARE_FAILURE, 0, "hardware fault"));
        DailyReadLog log = (DailyReadLog) answer("4.6.1_GCS16a", "GCS16a_4.6.1_SUCCESS_RESPONSE");
        assertThat(log.reads()).hasSize(2);
        assertThat(log.reads().get(1).register()).isEqualByComparingTo("0.057");
        assertThat(log.reads().get(1).byTime()).hasSize(4);
        assertThat(log.reads().get(1).byBlock()).hasSize(4);
        assertThat(answer("4.6.1_GCS16a", "GCS16a_4.6.1_ERROR_RESPONSE"))
                .isEqualTo(new Failed(Zcl.HARDWARE_FAILURE, 29, "hardware fault"));
        TariffSnapshot tariff = (TariffSnapshot) answer("4.11.1_GCS21f", "GCS21f_4.11.1_SUCCESS_RESPONSE");
        assertThat(tariff.currentPrice()).isEqualByComparingTo("0.096");
        assertThat(tariff.standingCharge()).isEqualByComparingTo("0.22465");
        assertThat(tariff.timePrices()).hasSize(4);
        assertThat(tariff.currency()).isEqualTo("GBP");
        assertThat(tariff.switchingDays()).isEqualTo(4);
        assertThat(answer("4.11.1_GCS21f", "GCS21f_4.11.1_NOT_FOUND_RESPONSE"))
                .isInstanceOfSatisfying(
                        TariffSnapshot.class,
                        none -> assertThat(none.currentPrice()).isNull());
    }

    @Test
    void the_outcome_of_replaced_credentials_is_told_place_by_place() {
        var replaced =
                (CredentialsReplaced) answer(CREDENTIALS, "CS02bSupplierByTransCoS_6.23_IMMEDIATE_SUCCESS_RESPONSE");
        assertThat(replaced.succeeded()).isTrue();
        assertThat(replaced.outcome().replaced()).hasSize(3).allSatisfy(cell -> {
            assertThat(cell.oldParty()).isEqualTo(SUPPLIER);
            assertThat(cell.newParty()).isEqualTo(GAINING_SUPPLIER);
        });
        assertThat(answer(CREDENTIALS, "CS02bSupplierByTransCoS_6.23_FUTURE_DATED_SUCCESS_RESPONSE"))
                .isEqualTo(new CredentialsAccepted());

        GbcsAlert alert = GbcsAlert.of(
                ReferenceMessages.named(CREDENTIALS, "CS02bSupplierByTransCoS_6.23_8F66_FUTURE_DATED_SUCCESS_ALERT")
                        .message());
        assertThat(alert.code()).isEqualTo(CredentialsOutcome.DATED_COMMAND_SUCCEEDED);
        assertThat(alert.at()).isEqualTo("2030-01-02T00:00:00Z");
        assertThat(alert.credentials()).isNotNull();
        assertThat(alert.credentials().succeeded()).isTrue();
        assertThat(Der.parse(alert.credentials().toAlert(Instant.parse("2030-01-02T00:00:00Z")))
                        .at(2)
                        .at(3)
                        .at(2)
                        .at(5)
                        .value()
                        .hex())
                .isEqualTo("43049452FE1FCE0A");
    }

    private MeterAnswer answer(String folder, String name) {
        GbcsMessage response = ReferenceMessages.named(folder, name).message();
        Unsealing unsealing = part -> crypto.decrypt(
                SealingContext.of(response),
                part,
                ReferenceMessages.privateKey(response.recipient(), "ka"),
                ReferenceMessages.publicKey(response.originator(), "ka"));
        return UseCase.ofCode(response.messageCode()).orElseThrow().answer(response, unsealing);
    }
}
