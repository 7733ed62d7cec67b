package org.meterflow.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.demo.CertificateAuthority.Purpose;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateFolders;
import org.meterflow.party.CertificateStatus;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A market whose organisations bring their certificates along, two of one kind among them, and a stray file. */
@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=published", "meterflow.messages.webhook.plain-http=true"})
class ExistingInfrastructureTest {

    private static final Eui64 SUPPLIER = new Eui64("90-B3-D5-1F-30-01-00-00");
    private static final Eui64 NETWORK = new Eui64("90-B3-D5-1F-30-02-00-00");
    private static final Eui64 BROKER = new Eui64("90-B3-D5-1F-30-00-00-02");
    private static final Eui64 METER = new Eui64("00-DB-12-34-56-78-90-A0");
    private static final Eui64 GAS_METER = new Eui64("00-DB-12-34-56-78-90-A1");
    private static final Instant LONG_AGO = Instant.parse("2012-01-01T00:00:00Z");

    @Autowired
    Certificates certificates;

    @Autowired
    CertificateFolders folders;

    @Autowired
    DccKeys dccKeys;

    @Value("${meterflow.data}")
    Path data;

    @Value("${meterflow.pki.directory}")
    Path existing;

    @DynamicPropertySource
    static void anExistingInfrastructure(DynamicPropertyRegistry properties) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "existing-pki-");
        CertificateAuthority theirs = new CertificateAuthority(folder, Clock.fixed(LONG_AGO, ZoneOffset.UTC));
        theirs.ensureOrganisation("Z1-accessControlBroker-ds", BROKER, 4, Purpose.SIGNATURE);
        theirs.ensureOrganisation("Z1-accessControlBroker-ka", BROKER, 4, Purpose.KEY_AGREEMENT);
        theirs.ensureOrganisation("Z1-supplier-ka", SUPPLIER, 2, Purpose.KEY_AGREEMENT);
        theirs.ensureOrganisation("Z1-supplierPP-ka", SUPPLIER, 2, Purpose.KEY_AGREEMENT);
        theirs.ensureOrganisation("xml-sign-90B3D51F30010000-ds", SUPPLIER, 0x87, Purpose.SIGNATURE);
        theirs.ensureDevice(METER);
        theirs.ensureDevice(GAS_METER);
        Files.delete(folder.resolve("devices/00db1234567890a1-ds.key.pem"));
        Files.delete(folder.resolve("devices/00db1234567890a1-ka.key.pem"));
        CertificateAuthority newer = new CertificateAuthority(folder, Clock.systemUTC());
        newer.ensureOrganisation("Z1b-supplier-ka", SUPPLIER, 2, Purpose.KEY_AGREEMENT);
        Files.writeString(folder.resolve("notes.pem"), "not a certificate");
        properties.add("meterflow.pki.directory", folder::toString);
    }

    @Test
    void a_file_that_is_no_certificate_is_left_out() {
        folders.load(existing);
        assertThat(certificates.issuers()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void use_and_role_are_read_from_each_certificate_and_its_name() {
        assertThat(certificates.of(SUPPLIER))
                .filteredOn(one -> one.status() == CertificateStatus.IN_USE)
                .extracting(Certificate::use, Certificate::role)
                .containsExactly(
                        tuple(CertificateUse.KA, 2),
                        tuple(CertificateUse.KA_PREPAYMENT, 2),
                        tuple(CertificateUse.XML_SIGN, 0x87));
    }

    @Test
    void of_two_of_one_kind_the_alternate_is_found_by_number_but_not_in_use() {
        List<Certificate> agreement = certificates.of(SUPPLIER).stream()
                .filter(one -> one.use() == CertificateUse.KA)
                .toList();
        assertThat(agreement).hasSize(2);
        assertThat(certificates
                        .inUse(SUPPLIER, CertificateUse.KA)
                        .orElseThrow()
                        .x509()
                        .getNotBefore())
                .isBefore(LONG_AGO);
        assertThat(agreement)
                .allSatisfy(
                        one -> assertThat(certificates.bySerial(one.serial())).isPresent());
    }

    @Test
    void out_of_date_certificates_are_not_valid_where_dates_count() {
        Certificate old = certificates.inUse(SUPPLIER, CertificateUse.KA).orElseThrow();
        assertThat(certificates.valid(old, LONG_AGO)).isTrue();
        assertThat(certificates.valid(old, LONG_AGO.minus(Duration.ofDays(2)))).isFalse();
        assertThat(certificates.valid(old, LONG_AGO.plus(Duration.ofDays(366 * 10))))
                .isFalse();
    }

    @Test
    void a_revoked_certificate_is_never_valid() {
        Certificate wan =
                certificates.inUse(dccKeys.wanProvider(), CertificateUse.DS).orElseThrow();
        Instant now = wan.x509().getNotBefore().toInstant().plusSeconds(60);
        assertThat(certificates.valid(wan, now)).isTrue();
        certificates.changeStatus(wan.serial(), CertificateStatus.REVOKED);
        assertThat(certificates.valid(certificates.bySerial(wan.serial()).orElseThrow(), now))
                .isFalse();
    }

    @Test
    void who_brought_nothing_gets_certificates_of_ours_and_who_brought_some_gets_none() {
        assertThat(data.resolve("pki/90b3d51f30020000-ds.key.pem")).exists();
        assertThat(certificates.inUse(NETWORK, CertificateUse.XML_SIGN)).isPresent();
        assertThat(certificates.inUse(SUPPLIER, CertificateUse.DS)).isEmpty();
        assertThat(certificates.inUse(BROKER, CertificateUse.DS).flatMap(dccKeys::privateKey))
                .isPresent();
    }

    @Test
    void a_device_whose_key_was_not_brought_gets_a_new_one() {
        assertThat(data.resolve("pki/devices/00db1234567890a0-ds.pem")).doesNotExist();
        assertThat(data.resolve("pki/devices/00db1234567890a1-ds.key.pem")).exists();
        assertThat(certificates.of(GAS_METER)).hasSize(4);
        assertThat(certificates
                        .inUse(GAS_METER, CertificateUse.DS)
                        .orElseThrow()
                        .x509()
                        .getNotBefore())
                .isAfter(LONG_AGO);
    }
}
