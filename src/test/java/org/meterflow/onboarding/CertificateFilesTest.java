package org.meterflow.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.demo.TestAuthority;
import org.meterflow.identifier.Eui64;
import org.meterflow.onboarding.CertificateFiles.Upload;
import org.meterflow.onboarding.MarketFiles.Outcome;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyEvent;
import org.meterflow.party.PartyHistory;
import org.meterflow.party.PartyStatus;
import org.meterflow.party.User;
import org.meterflow.party.UserRole;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MeterflowTest
class CertificateFilesTest {

    private static final int SUPPLIER = 2;
    private static final Eui64 ALDER = new Eui64("02-4D-46-00-00-01-00-00");
    private static final Eui64 BROKER = new Eui64("90-B3-D5-1F-30-00-00-02");
    private static final Eui64 METER = new Eui64("02-4D-46-01-00-00-01-01");

    @Autowired
    CertificateFiles files;

    @Autowired
    Certificates certificates;

    @Autowired
    Parties parties;

    @Autowired
    PartyHistory history;

    @Autowired
    JdbcClient jdbc;

    private final TestAuthority authority = new TestAuthority(Instant.now());

    @BeforeEach
    void anInstallationThatTrustsTheRoot() {
        jdbc.sql("delete from certificate").update();
        authority.agreement(ALDER, SUPPLIER);
        certificates.add(Certificate.read(authority.root(), "root"));
        if (parties.find("SP-0001").isEmpty()) {
            parties.add(new Party(
                    "SP-0001",
                    "Alder Energy",
                    Set.of(),
                    List.of(new User(ALDER, Set.of(UserRole.IS))),
                    PartyStatus.LIVE,
                    Set.of(),
                    null));
        }
    }

    private static Upload upload(String name, String content) {
        return new Upload(name, content.getBytes(StandardCharsets.US_ASCII));
    }

    private List<String> refused(Upload... uploads) {
        Outcome outcome = files.bringIn(List.of(uploads), "priya");
        assertThat(outcome.file()).as("taken").isNull();
        assertThat(certificates.of(ALDER)).isEmpty();
        return outcome.problems().stream()
                .map(problem -> problem.place() + ": " + problem.what())
                .toList();
    }

    @Test
    void a_certificate_of_an_authority_nobody_knows_is_refused() {
        assertThat(refused(upload("alder-ka.pem", authority.agreement(ALDER, SUPPLIER))))
                .singleElement()
                .asString()
                .startsWith("alder-ka.pem: It is not signed by an authority that is known here: its issuer is ");
    }

    @Test
    void each_file_that_is_wrong_is_named_and_none_is_taken() {
        TestAuthority longAgo = new TestAuthority(Instant.now().minus(Duration.ofDays(20 * 365)));
        String old = longAgo.agreement(ALDER, SUPPLIER);
        certificates.add(Certificate.read(longAgo.root(), "former-root"));

        assertThat(refused(
                        upload("issuing.pem", authority.text("issuing.pem")),
                        upload("good-ka.pem", authority.agreement(ALDER, SUPPLIER)),
                        upload("key.pem", authority.keyOf(ALDER, SUPPLIER)),
                        upload("notes.pem", "buy milk"),
                        upload("broker-ka.pem", authority.agreement(BROKER, 4)),
                        upload("root.pem", new TestAuthority(Instant.now()).agreement(ALDER, SUPPLIER)),
                        upload("old-issuing.pem", longAgo.text("issuing.pem")),
                        upload("old-ka.pem", old)))
                .anyMatch(problem -> problem.startsWith("key.pem: There is a private key in it."))
                .anyMatch(problem -> problem.startsWith("notes.pem: "))
                .anyMatch(problem -> problem.startsWith("broker-ka.pem: " + BROKER + " is the DCC itself"))
                .anyMatch(problem -> problem.startsWith("root.pem: It is not signed by an authority that is known"))
                .anyMatch(problem -> problem.startsWith("old-ka.pem: It is valid from"))
                .noneMatch(problem -> problem.startsWith("issuing.pem"));
    }

    @Test
    void a_file_longer_than_certificates_are_is_refused_unread() {
        assertThat(files.bringIn(List.of(new Upload("long.pem", new byte[(1 << 20) + 1])), "priya")
                        .problems())
                .containsExactly(new Problem("long.pem", "It is longer than 1024 KB."));
    }

    @Test
    void a_root_comes_with_the_folder_of_keys_only() {
        TestAuthority stranger = new TestAuthority(Instant.now());
        stranger.agreement(ALDER, SUPPLIER);

        assertThat(refused(upload("root.pem", stranger.text("root.pem"))))
                .containsExactly("root.pem: It is a root. Roots are put into the folder meterflow.pki.directory.");
    }

    @Test
    void good_certificates_are_taken_read_by_name_and_content_and_a_second_time_change_nothing() {
        Upload[] lot = {
            upload("issuing.pem", authority.text("issuing.pem")),
            upload("alder-ka.pem", authority.agreement(ALDER, SUPPLIER)),
            upload("meter.pem", authority.device(METER))
        };

        MarketFile first = files.bringIn(List.of(lot), "priya").file();
        MarketFile second = files.bringIn(List.of(lot), "priya").file();

        assertThat(first.changes()).hasSize(3).allMatch(Change::added);
        assertThat(second.changes()).isEmpty();
        assertThat(certificates.inUse(ALDER, CertificateUse.KA)).isPresent();
        assertThat(certificates.inUse(METER, CertificateUse.DS)).isPresent();
        assertThat(history.of("SP-0001"))
                .first()
                .extracting(PartyEvent::actor, PartyEvent::what)
                .satisfies(entry -> assertThat(entry.toString()).contains("priya", "KA certificate"));
    }

    @Test
    void a_top_up_certificate_is_told_by_its_name_and_a_newer_one_takes_its_place() {
        files.bringIn(
                List.of(
                        upload("issuing.pem", authority.text("issuing.pem")),
                        upload("alder-pp-ka.pem", authority.agreement(ALDER, SUPPLIER))),
                "priya");
        Certificate before =
                certificates.inUse(ALDER, CertificateUse.KA_PREPAYMENT).orElseThrow();
        TestAuthority next = new TestAuthority(Instant.now());
        String newer = next.agreement(ALDER, SUPPLIER);
        certificates.add(Certificate.read(next.root(), "next-root"));

        files.bringIn(
                List.of(upload("next-issuing.pem", next.text("issuing.pem")), upload("new-pp-ka.pem", newer)), "priya");

        assertThat(certificates
                        .inUse(ALDER, CertificateUse.KA_PREPAYMENT)
                        .orElseThrow()
                        .serial())
                .isNotEqualTo(before.serial());
        assertThat(certificates.of(ALDER)).hasSize(2);
    }
}
