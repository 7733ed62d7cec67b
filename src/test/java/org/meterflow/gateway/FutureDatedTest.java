package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.GAS_METER;
import static org.meterflow.gateway.PublishedMarket.OTHER_SUPPLIER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.device.Devices;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.Elements;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.ServiceRequest.State;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.RequestId;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateStatus;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.Parties;
import org.meterflow.registration.Registrations;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Requests for a later time: kept, decided again when it comes, and withdrawn. */
@MeterflowTest
@DirtiesContext
@TestMethodOrder(MethodOrderer.MethodName.class)
@TestPropertySource(
        properties = {
            "meterflow.demo.market=published",
            "meterflow.messages.webhook.plain-http=true",
            "meterflow.gateway.first-attempt-delay=100ms",
            "meterflow.gateway.held-requests-every=100ms"
        })
class FutureDatedTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Mpid OTHER = new Mpid("SUPB");

    @Autowired
    Doors doors;

    @Autowired
    ServiceRequests requests;

    @Autowired
    Parties parties;

    @Autowired
    Registrations registrations;

    @Autowired
    Certificates certificates;

    @Autowired
    Devices devices;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    DemoClock clock;

    @Value("${meterflow.data}/pki")
    Path keys;

    private SimulatedSupplier supplier;
    private SimulatedSupplier otherSupplier;

    @BeforeEach
    void twoSuppliers() throws Exception {
        supplier = PublishedMarket.supplier(SUPPLIER, doors, keys);
        otherSupplier = PublishedMarket.supplier(OTHER_SUPPLIER, doors, keys);
        parties.changeResponseAddress(SUPPLIER, supplier.responseAddress());
        parties.changeResponseAddress(OTHER_SUPPLIER, otherSupplier.responseAddress());
        registrationDataIsLoaded();
    }

    @AfterEach
    void closed() {
        supplier.close();
        otherSupplier.close();
    }

    @Test
    void a_change_of_supplier_with_somebody_elses_certificates_is_refused() throws Exception {
        LocalDate day = registeredSoon();
        var change = SupplierRequest.takeOver(
                ELECTRICITY_METER, electricity().value(), calendar.startOf(day), certificatesOf(SUPPLIER), 0);
        assertThat(otherSupplier.ask(change).acknowledgement().code()).isEqualTo("E062301");
        assertThat(newest().reason()).contains("DigitalSigningCertificate is not a supplier's certificate of");
    }

    @Test
    void a_change_of_supplier_with_a_certificate_of_an_unknown_authority_is_refused() throws Exception {
        LocalDate day = registeredSoon();
        StrayAuthority stray = new StrayAuthority();
        List<byte[]> replacements = new ArrayList<>(certificatesOf(OTHER_SUPPLIER));
        replacements.set(1, stray.agreementOf(OTHER_SUPPLIER));
        String own = Base64.getEncoder().encodeToString(stray.own());
        SupplierRequest change = takeOver(day, replacements);
        var withBothAuthorities = new SupplierRequest(
                change.service(),
                change.commandVariant(),
                change.serviceReference(),
                change.variant(),
                change.target(),
                change.body(),
                body -> {
                    change.content().accept(body);
                    Elements.childrenOf(body).stream()
                            .filter(part -> part.getLocalName().equals("CertificationPathCertificates"))
                            .forEach(path -> ResponseDocument.add(path, "Certificate", own));
                });

        assertThat(otherSupplier.ask(withBothAuthorities).acknowledgement().code())
                .isEqualTo("E062301");
        withdrawnRegistration(day);
    }

    @Test
    void a_change_of_supplier_at_another_meter_point_is_refused() throws Exception {
        LocalDate day = registeredSoon();
        var change = SupplierRequest.takeOver(
                ELECTRICITY_METER, "1200000000123", calendar.startOf(day), certificatesOf(OTHER_SUPPLIER), 0);
        assertThat(otherSupplier.ask(change).acknowledgement().code()).isEqualTo("E062302");
    }

    @Test
    void a_change_of_supplier_by_a_supplier_who_will_not_supply_then_is_refused() throws Exception {
        LocalDate day = registeredSoon();
        var change = SupplierRequest.takeOver(
                ELECTRICITY_METER,
                electricity().value(),
                calendar.startOf(day.minusDays(1)),
                certificatesOf(OTHER_SUPPLIER),
                0);
        assertThat(otherSupplier.ask(change).acknowledgement().code()).isEqualTo("E4");
    }

    @Test
    void a_supplier_that_has_lost_the_meter_point_gains_nothing_by_dating_its_change_back() throws Exception {
        LocalDate today = calendar.today();
        registrations.register(electricity(), OTHER, today, "test");
        var change = SupplierRequest.takeOver(
                ELECTRICITY_METER,
                electricity().value(),
                calendar.startOf(today.minusDays(3)),
                certificatesOf(SUPPLIER),
                0);
        assertThat(supplier.ask(change).acknowledgement().code()).isEqualTo("E4");
        withdrawnRegistration(today);
    }

    @Test
    void a_change_of_supplier_waits_until_shortly_before_its_date_and_then_goes_to_the_meter() throws Exception {
        LocalDate day = registeredSoon();
        Asked asked = otherSupplier.ask(takeOver(day));
        assertThat(asked.acknowledgement().code()).isEqualTo("I99");
        assertThat(of(asked.id()).state()).isEqualTo(State.HELD);

        theTimeToActComes(day);

        await().atMost(PATIENCE).until(() -> of(asked.id()).state() == State.SENT);
        withdrawnRegistration(day);
    }

    @Test
    void a_change_of_supplier_whose_switch_was_withdrawn_is_not_carried_out_and_the_user_is_told() throws Exception {
        LocalDate day = registeredSoon();
        Asked asked = otherSupplier.ask(takeOver(day));
        assertThat(of(asked.id()).state()).isEqualTo(State.HELD);
        withdrawnRegistration(day);

        theTimeToActComes(day);

        DuisResponse answer = otherSupplier.awaitAnswer(asked.id(), PATIENCE).orElseThrow();
        assertThat(answer.code()).isEqualTo("E4");
        assertThat(of(asked.id()).state()).isEqualTo(State.FAILED);
        assertThat(requests.responsesTo(of(asked.id()).number()).get(0).reason())
                .contains("the registered supplier of " + electricity() + " on " + day + " is SUPA");
    }

    @Test
    void a_change_of_supplier_with_a_revoked_certificate_is_neither_taken_nor_carried_out() throws Exception {
        LocalDate day = registeredSoon();
        List<byte[]> held = certificatesOf(OTHER_SUPPLIER);
        Asked asked = otherSupplier.ask(takeOver(day, held));
        BigInteger agreement = certificates
                .inUse(OTHER_SUPPLIER, CertificateUse.KA)
                .orElseThrow()
                .serial();
        certificates.changeStatus(agreement, CertificateStatus.REVOKED);
        assertThat(otherSupplier.ask(takeOver(day, held)).acknowledgement().code())
                .as("when it is received")
                .isEqualTo("E062301");

        theTimeToActComes(day);

        DuisResponse answer = otherSupplier.awaitAnswer(asked.id(), PATIENCE).orElseThrow();
        assertThat(answer.code()).isEqualTo("E062301");
        assertThat(of(asked.id()).state()).isEqualTo(State.FAILED);
        certificates.changeStatus(agreement, CertificateStatus.IN_USE);
        withdrawnRegistration(day);
    }

    @Test
    void a_change_of_supplier_that_still_waits_is_withdrawn_at_once() throws Exception {
        LocalDate day = registeredSoon();
        Asked asked = otherSupplier.ask(takeOver(day));

        var withdrawal = SupplierRequest.takeOver(
                ELECTRICITY_METER,
                electricity().value(),
                Duis.time("3000-12-31T00:00:00Z"),
                certificatesOf(OTHER_SUPPLIER),
                0);
        withdrawnRegistration(day);
        LocalDate today = calendar.today();
        registrations.register(electricity(), OTHER, today, "test");

        assertThat(otherSupplier.ask(withdrawal).acknowledgement().code()).isEqualTo("I0");
        assertThat(of(asked.id()).state()).isEqualTo(State.CANCELLED);
        withdrawnRegistration(today);
    }

    @Test
    void a_gaining_supplier_withdraws_its_change_before_it_supplies() throws Exception {
        LocalDate first = registeredSoon();
        otherSupplier.ask(takeOver(first));
        withdrawnRegistration(first);
        LocalDate day = first.plusDays(1);
        registrations.register(electricity(), OTHER, day, "test");
        Asked asked = otherSupplier.ask(takeOver(day));

        var withdrawal = SupplierRequest.takeOver(
                ELECTRICITY_METER,
                electricity().value(),
                Duis.time("3000-12-31T00:00:00Z"),
                certificatesOf(OTHER_SUPPLIER),
                0);

        assertThat(otherSupplier.ask(withdrawal).acknowledgement().code()).isEqualTo("I0");
        assertThat(of(asked.id()).state()).isEqualTo(State.CANCELLED);
        withdrawnRegistration(day);
    }

    @Test
    void a_read_for_later_waits_until_then() throws Exception {
        Instant later = clock.instant().plus(Duration.ofHours(6));
        Asked asked = supplier.ask(SupplierRequest.readRegisters(GAS_METER).at(later));
        assertThat(asked.acknowledgement().code()).isEqualTo("I99");
        assertThat(of(asked.id()).state()).isEqualTo(State.HELD);

        clock.advanceTo(later);

        await().atMost(PATIENCE).until(() -> of(asked.id()).state() == State.SENT);
    }

    @Test
    void a_read_for_later_is_withdrawn_by_its_user() throws Exception {
        Instant later = clock.instant().plus(Duration.ofHours(6));
        RequestId id =
                supplier.ask(SupplierRequest.readBalance(GAS_METER).at(later)).id();

        Asked withdrawal = supplier.ask(SupplierRequest.readBalance(GAS_METER).at(Duis.time("3000-12-31T00:00:00Z")));

        assertThat(withdrawal.acknowledgement().code()).isEqualTo("I0");
        assertThat(of(id).state()).isEqualTo(State.CANCELLED);
        clock.advanceTo(later.plusSeconds(1));
        await().during(Duration.ofMillis(500)).until(() -> of(id).state() == State.CANCELLED);
    }

    private void registrationDataIsLoaded() {
        registrations.heard(
                "electricity",
                registrations.meterPoint(electricity()).orElseThrow().network());
    }

    private void theTimeToActComes(LocalDate day) {
        clock.advanceTo(calendar.startOf(day).minus(Duration.ofHours(25)));
        registrationDataIsLoaded();
        clock.advanceTo(calendar.startOf(day).minus(Duration.ofHours(23)));
    }

    private LocalDate registeredSoon() {
        LocalDate day = calendar.today().plusDays(5);
        registrations.register(electricity(), OTHER, day, "test");
        return day;
    }

    private void withdrawnRegistration(LocalDate day) {
        registrations.cancelRegistration(electricity(), OTHER, day, "test");
    }

    private SupplierRequest takeOver(LocalDate day) {
        return takeOver(day, certificatesOf(OTHER_SUPPLIER));
    }

    private SupplierRequest takeOver(LocalDate day, List<byte[]> certificates) {
        return SupplierRequest.takeOver(
                ELECTRICITY_METER, electricity().value(), calendar.startOf(day), certificates, 0);
    }

    private List<byte[]> certificatesOf(Eui64 user) {
        return List.of(
                der(user, CertificateUse.DS),
                der(user, CertificateUse.KA),
                der(user, CertificateUse.KA_PREPAYMENT),
                issuerOf(certificates.inUse(user, CertificateUse.DS).orElseThrow()));
    }

    private byte[] issuerOf(Certificate certificate) {
        return certificates.issuers().stream()
                .filter(one -> one.x509()
                        .getSubjectX500Principal()
                        .equals(certificate.x509().getIssuerX500Principal()))
                .findFirst()
                .orElseThrow()
                .der();
    }

    private byte[] der(Eui64 user, CertificateUse use) {
        return certificates.inUse(user, use).orElseThrow().der();
    }

    private Mpxn electricity() {
        return Objects.requireNonNull(
                devices.find(ELECTRICITY_METER).orElseThrow().importMpxn());
    }

    private ServiceRequest of(RequestId id) {
        return requests.find(id).get(0);
    }

    private ServiceRequest newest() {
        return requests.search(ServiceRequestFilter.all(), 0, 1).get(0);
    }
}
