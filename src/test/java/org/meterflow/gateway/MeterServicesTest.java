package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.DCC;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.GAS_METER;
import static org.meterflow.gateway.PublishedMarket.HUB;
import static org.meterflow.gateway.PublishedMarket.OTHER_HUB;
import static org.meterflow.gateway.PublishedMarket.OTHER_METER;
import static org.meterflow.gateway.PublishedMarket.OTHER_SUPPLIER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.DeviceStatus;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.Elements;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.gateway.ServiceRequest.State;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.metering.Meters;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.registration.Registrations;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** From a supplier's signed request to the meter and back, over every wire there is. */
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestPropertySource(
        properties = {
            "meterflow.gateway.first-attempt-delay=100ms",
            "meterflow.metering.least-wait=1s",
            "meterflow.metering.least-patience=1s"
        })
class MeterServicesTest extends PublishedHomeAtWork {

    @Autowired
    Meters meters;

    @Autowired
    Registrations registrations;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    Certificates certificates;

    @Autowired
    CredentialHolders holders;

    private SimulatedSupplier supplier;
    private SimulatedSupplier otherSupplier;

    @BeforeEach
    void theirUsers() throws Exception {
        supplier = user(SUPPLIER);
        otherSupplier = user(OTHER_SUPPLIER);
    }

    @Test
    void a_signed_command_under_the_name_of_another_service_than_was_transformed_is_refused() throws Exception {
        var enable = SupplierRequest.of('T', "7.1", ELECTRICITY_METER, "EnableSupply", body -> {});
        Asked transformed = supplier.ask(enable);

        assertThat(answerToSigned(signed("11.3", transformed), transformed).code())
                .isEqualTo("E50");
    }

    @Test
    void a_date_beside_a_signed_command_has_to_be_the_one_it_was_transformed_for() throws Exception {
        Instant date = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        var credit = SupplierRequest.of(
                'T', "1.6", ELECTRICITY_METER, "UpdatePaymentMode", body -> ResponseDocument.add(body, "Credit"));
        Asked transformed = supplier.ask(credit.at(date));
        SupplierRequest signed = signed("1.6", transformed);

        assertThat(answerToSigned(signed.at(date.plusSeconds(1)), transformed).code())
                .isEqualTo("E50");
        Asked again = supplier.ask(credit.at(date));
        assertThat(answerToSigned(signed("1.6", again).at(date), again).code()).isEqualTo("I99");
    }

    @Test
    void a_critical_command_of_a_supplier_whom_the_device_trusts_no_longer_is_refused_at_once() throws Exception {
        var enable = SupplierRequest.of('T', "7.1", ELECTRICITY_METER, "EnableSupply", body -> {});
        Asked transformed = supplier.ask(enable);
        SupplierRequest signed = signed("7.1", transformed);
        holders.note(ELECTRICITY_METER, CredentialPlace.SUPPLIER, OTHER_SUPPLIER);
        try {
            assertThat(answerToSigned(signed, transformed).code()).isEqualTo("E52");
            assertThat(supplier.ask(enable).acknowledgement().code()).isEqualTo("E52");
        } finally {
            holders.note(ELECTRICITY_METER, CredentialPlace.SUPPLIER, SUPPLIER);
        }
    }

    private SupplierRequest signed(String variant, Asked transformed) throws Exception {
        GbcsMessage signed = signedBySupplier(
                GbcsMessage.parse(transformed.acknowledgement().gbcsPayload().orElseThrow()));
        return new SupplierRequest(
                'S',
                5,
                variant,
                variant,
                ELECTRICITY_METER,
                "SignedPreCommand",
                body -> ResponseDocument.add(
                        body, "GBCSPayload", Base64.getEncoder().encodeToString(signed.encode())));
    }

    private DuisResponse answerToSigned(SupplierRequest signed, Asked transformed) throws Exception {
        byte[] answer = supplier.post('S', supplier.signed(signed.document(transformed.id())))
                .body();
        return DuisResponse.of(XmlText.parse(answer));
    }

    private GbcsMessage signedBySupplier(GbcsMessage command) throws Exception {
        GbcsCrypto crypto = GbcsCrypto.jdk();
        PublicKey known =
                certificates.inUse(SUPPLIER, CertificateUse.DS).orElseThrow().publicKey();
        try (var files = Files.list(keys)) {
            return files.filter(file -> file.toString().endsWith(".key.pem"))
                    .map(file -> crypto.sign(command, privateKey(file)))
                    .filter(message -> crypto.isSignatureValid(message, known))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static PrivateKey privateKey(Path file) {
        try {
            String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
            return KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Test
    void a_supplier_reads_the_registers_of_its_electricity_meter_in_its_own_name() throws Exception {
        Asked asked = supplier.ask(SupplierRequest.readRegisters(ELECTRICITY_METER));
        assertThat(asked.acknowledgement().code()).isEqualTo("I99");

        DuisResponse answer = answerTo(asked);

        assertThat(answer.code()).isEqualTo("I0");
        assertThat(answer.responseId()).contains(asked.id().response().toString());
        GbcsMessage message = GbcsMessage.parse(answer.gbcsPayload().orElseThrow());
        assertThat(message.recipient()).isEqualTo(SUPPLIER);
        assertThat(message.originatorCounter()).isEqualTo(asked.id().counter());
        assertThat(supplier.read(answer)).isInstanceOf(MeterAnswer.ImportRegisters.class);
        assertThat(requests.find(asked.id()).get(0).state()).isEqualTo(State.DONE);
    }

    @Test
    void a_supplier_reads_balance_firmware_and_daily_log() throws Exception {
        Instant now = clock.instant();
        assertThat(read(SupplierRequest.readBalance(ELECTRICITY_METER)))
                .isInstanceOf(MeterAnswer.PrepaymentBalance.class);
        assertThat(read(SupplierRequest.readFirmware(ELECTRICITY_METER)))
                .isInstanceOf(MeterAnswer.FirmwareVersion.class);
        assertThat(read(SupplierRequest.readDailyLog(ELECTRICITY_METER, now.minus(Duration.ofDays(3)), now)))
                .isInstanceOf(MeterAnswer.DailyReadLog.class);
    }

    @Test
    void a_supplier_reads_its_gas_meter() throws Exception {
        assertThat(read(SupplierRequest.readRegisters(GAS_METER))).isInstanceOf(MeterAnswer.GasVolume.class);
    }

    @Test
    void what_a_gas_meter_out_of_reach_tells_after_a_switch_is_not_handed_to_the_supplier_that_has_lost_it()
            throws Exception {
        theHubHangsUp();
        Asked asked = supplier.ask(SupplierRequest.readRegisters(GAS_METER));
        assertThat(asked.acknowledgement().code()).isEqualTo("I99");
        LocalDate today = calendar.today();
        registrations.register(gas(), new Mpid("SUPB"), today, "test");

        DuisResponse answer;
        try {
            fleet.offline(HUB, false);
            answer = answerTo(asked);
        } finally {
            registrations.cancelRegistration(gas(), new Mpid("SUPB"), today, "test");
        }

        assertThat(answer.code()).isEqualTo("E4");
        assertThat(answer.gbcsPayload()).isEmpty();
        ServiceRequest request = requests.find(asked.id()).get(0);
        assertThat(request.state()).isEqualTo(State.FAILED);
        assertThat(requests.responsesTo(request.number()).get(0).reason())
                .contains("the registered supplier of " + gas() + " on " + today + " is SUPB");
    }

    @Test
    void a_command_that_waited_in_the_queue_of_a_silent_meter_does_not_leave_when_its_sender_has_lost_the_meter_point()
            throws Exception {
        theHubHangsUp();
        Asked asked = supplier.command(SupplierRequest.of('T', "7.2", ELECTRICITY_METER, "DisableSupply", body -> {}));
        assertThat(asked.acknowledgement().code()).isEqualTo("I99");
        LocalDate today = calendar.today();
        registrations.register(electricity(), new Mpid("SUPB"), today, "test");

        DuisResponse answer;
        try {
            fleet.offline(HUB, false);
            answer = answerTo(asked);
        } finally {
            registrations.cancelRegistration(electricity(), new Mpid("SUPB"), today, "test");
        }

        assertThat(answer.code()).isEqualTo("E4");
        ServiceRequest request = requests.find(asked.id()).stream()
                .filter(one -> !Integer.valueOf(4).equals(one.commandVariant()))
                .findFirst()
                .orElseThrow();
        assertThat(request.state()).isEqualTo(State.FAILED);
        assertThat(requests.responsesTo(request.number()).get(0).reason())
                .contains("the registered supplier of " + electricity() + " on " + today + " is SUPB");
        assertThat(meters.find(ServiceRequest.referenceOf(request.number()))
                        .orElseThrow()
                        .attempts())
                .as("messages that left")
                .isZero();
    }

    @Test
    void a_read_for_later_is_answered_though_its_user_asked_the_meter_something_else_since() throws Exception {
        Instant later = clock.instant().plus(Duration.ofHours(6));
        Asked dated =
                supplier.ask(SupplierRequest.readRegisters(ELECTRICITY_METER).at(later));
        assertThat(dated.acknowledgement().code()).isEqualTo("I99");
        read(SupplierRequest.readBalance(ELECTRICITY_METER));

        clock.advanceTo(later);

        DuisResponse answer = answerTo(dated);
        assertThat(answer.code()).isEqualTo("I0");
        assertThat(supplier.read(answer)).isInstanceOf(MeterAnswer.ImportRegisters.class);
    }

    @Test
    void what_a_meter_held_for_a_date_and_never_told_of_ends_a_day_later() throws Exception {
        Instant date = clock.instant().plus(Duration.ofDays(2));
        Asked dated = inCreditFrom(date);
        fleet.offline(ELECTRICITY_METER, true);

        clock.advanceTo(date.plus(Duration.ofHours(23)));
        registrationDataIsLoaded();
        assertThat(state(dated)).isEqualTo(State.WAITING_AT_DEVICE);
        clock.advanceTo(date.plus(Duration.ofHours(25)));

        assertThat(supplier.await(response -> response.code().equals("E30"), PATIENCE))
                .isPresent();
        assertThat(state(dated)).isEqualTo(State.FAILED);
    }

    @Test
    void of_two_commands_of_a_kind_that_a_meter_accepted_for_later_the_first_is_void() throws Exception {
        Instant date = clock.instant().plus(Duration.ofDays(3));
        Asked first = inCreditFrom(date);
        Asked second = inCreditFrom(date.plus(Duration.ofDays(1)));

        assertThat(state(first)).isEqualTo(State.CANCELLED);
        assertThat(state(second)).isEqualTo(State.WAITING_AT_DEVICE);
    }

    private Asked inCreditFrom(Instant date) throws Exception {
        Asked asked = supplier.command(SupplierRequest.of(
                        'T',
                        "1.6",
                        ELECTRICITY_METER,
                        "UpdatePaymentMode",
                        body -> ResponseDocument.add(body, "Credit"))
                .at(date));
        assertThat(answerTo(asked).code()).isEqualTo("I0");
        await().atMost(PATIENCE).until(() -> state(asked) == State.WAITING_AT_DEVICE);
        return asked;
    }

    /** Of the signed command, which came after its transform. */
    private State state(Asked asked) {
        return requests.find(asked.id()).get(1).state();
    }

    @Test
    void a_meter_that_does_not_answer_is_told_apart_from_one_that_cannot_be_reached() throws Exception {
        fleet.offline(ELECTRICITY_METER, true);
        Asked asked = supplier.ask(SupplierRequest.readRegisters(ELECTRICITY_METER));
        long number = requests.find(asked.id()).get(0).number();
        awaitAttempt(number);

        clock.advance(Duration.ofHours(1));

        assertThat(answerTo(asked).code()).isEqualTo("E21");
        assertThat(requests.find(number).orElseThrow().state()).isEqualTo(State.FAILED);
    }

    @Test
    void credentials_that_a_silent_meter_does_not_take_stay_the_losing_suppliers_until_it_takes_them()
            throws Exception {
        LocalDate today = calendar.today();
        registrations.register(electricity(), new Mpid("SUPB"), today, "test");
        registrationDataIsLoaded();
        SupplierRequest takeOver =
                otherSupplier.takeOver(ELECTRICITY_METER, electricity().value(), null);
        try {
            fleet.offline(ELECTRICITY_METER, true);
            Asked unheard = otherSupplier.ask(takeOver);
            assertThat(unheard.acknowledgement().code()).isEqualTo("I99");
            awaitAttempt(requests.find(unheard.id()).get(0).number());
            clock.advance(Duration.ofHours(1));

            assertThat(answerTo(unheard).code()).isEqualTo("E21");
            assertThat(holders.of(ELECTRICITY_METER, CredentialPlace.SUPPLIER)).contains(SUPPLIER);
            assertThat(fleet.device(ELECTRICITY_METER).supplier()).isEqualTo(SUPPLIER);

            fleet.offline(ELECTRICITY_METER, false);
            CredentialsReplaced replaced =
                    (CredentialsReplaced) otherSupplier.read(answerTo(otherSupplier.ask(takeOver)));
            assertThat(replaced.succeeded()).isTrue();
            assertThat(fleet.device(ELECTRICITY_METER).supplier()).isEqualTo(OTHER_SUPPLIER);
        } finally {
            registrations.cancelRegistration(electricity(), new Mpid("SUPB"), today, "test");
            holders.note(ELECTRICITY_METER, CredentialPlace.SUPPLIER, SUPPLIER);
        }
    }

    @Test
    void a_meter_that_does_not_answer_an_opt_out_is_not_withdrawn() throws Exception {
        await().atMost(PATIENCE).until(() -> fleet.isConnected(OTHER_HUB));
        fleet.offline(OTHER_METER, true);
        Asked asked = otherSupplier.ask(SupplierRequest.of('S', "8.5", OTHER_METER, "ServiceOptOut", body -> {
                    ResponseDocument.add(body, "ACBFloorSeqNumber", "0");
                    ResponseDocument.add(
                            ResponseDocument.add(body, "ReplacementCertificates"), "KeyAgreementCertificate");
                    ResponseDocument.add(ResponseDocument.add(body, "CertificationPathCertificates"), "Certificate");
                    ResponseDocument.add(body, "ApplyTimeBasedCPVChecks", "false");
                    new MarketCertificates(certificates).fill(body, DCC);
                })
                .at(clock.instant()));
        assertThat(asked.acknowledgement().code()).isEqualTo("I99");
        awaitAttempt(requests.find(asked.id()).get(0).number());
        clock.advance(Duration.ofHours(25));
        registrationDataIsLoaded();

        assertThat(answerTo(asked).code()).isEqualTo("E21");
        assertThat(devices.find(OTHER_METER).orElseThrow().status()).isEqualTo(DeviceStatus.COMMISSIONED);
        assertThat(fleet.device(OTHER_METER).supplier()).isEqualTo(OTHER_SUPPLIER);
    }

    private void awaitAttempt(long number) {
        await().atMost(PATIENCE)
                .until(() -> meters.find(ServiceRequest.referenceOf(number))
                                .orElseThrow()
                                .attempts()
                        > 0);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void a_gaining_suppliers_credentials_take_the_losing_ones_places_at_their_date() throws Exception {
        LocalDate day = calendar.today().plusDays(3);
        registrations.register(electricity(), new Mpid("SUPB"), day, "test");
        registrationDataIsLoaded();
        Asked asked = otherSupplier.ask(
                otherSupplier.takeOver(ELECTRICITY_METER, electricity().value(), calendar.startOf(day)));
        assertThat(asked.acknowledgement().code()).isEqualTo("I99");

        clock.advanceTo(calendar.startOf(day).minus(Duration.ofHours(25)));
        registrationDataIsLoaded();
        clock.advanceTo(calendar.startOf(day).minus(Duration.ofHours(23)));
        assertThat(answerTo(asked).code()).isEqualTo("I0");
        await().atMost(PATIENCE).until(() -> requests.find(asked.id()).get(0).state() == State.WAITING_AT_DEVICE);

        clock.advanceTo(calendar.startOf(day).plus(Duration.ofMinutes(1)));
        DuisResponse effect = otherSupplier
                .await(response -> content(response).equals("FutureDatedDeviceAlertMessage"), PATIENCE)
                .orElseThrow();

        assertThat(Elements.of(effect.content().orElseThrow()).text("FutureDatedAlertCode"))
                .isEqualTo("8F66");
        assertThat(requests.find(asked.id()).get(0).state()).isEqualTo(State.DONE);
        Asked opening = otherSupplier.ask(SupplierRequest.readRegisters(ELECTRICITY_METER));
        DuisResponse reading = otherSupplier.awaitAnswer(opening.id(), PATIENCE).orElseThrow();
        assertThat(otherSupplier.read(reading)).isInstanceOf(MeterAnswer.ImportRegisters.class);
        assertThat(GbcsMessage.parse(reading.gbcsPayload().orElseThrow()).recipient())
                .as("the device knows its new supplier")
                .isEqualTo(OTHER_SUPPLIER);
        assertThat(supplier.ask(SupplierRequest.readRegisters(ELECTRICITY_METER))
                        .acknowledgement()
                        .code())
                .isEqualTo("E4");
    }

    private MeterAnswer read(SupplierRequest request) throws Exception {
        Asked asked = supplier.ask(request);
        assertThat(asked.acknowledgement().code()).isEqualTo("I99");
        return supplier.read(answerTo(asked));
    }

    private static String content(DuisResponse response) {
        return response.content().map(element -> element.getLocalName()).orElse("");
    }

    private void registrationDataIsLoaded() {
        registrations.heard(
                "electricity",
                registrations.meterPoint(electricity()).orElseThrow().network());
    }

    private Mpxn gas() {
        return Objects.requireNonNull(devices.find(GAS_METER).orElseThrow().importMpxn());
    }

    private Mpxn electricity() {
        return Objects.requireNonNull(
                devices.find(ELECTRICITY_METER).orElseThrow().importMpxn());
    }
}
