package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.party.Parties;
import org.meterflow.party.PartyStatus;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

@MeterflowTest
class OnboardingPagesTest {

    private static final String PASSWORD = "a long enough password";
    private static final String FILE = """
            name: Newcomers
            participants:
              - { id: SP-0777, name: Rowan Energy, mpids: [ROWN] }
            """;

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    Parties parties;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void anAdministratorAndAnOperator() {
        jdbc.sql("delete from desk_user").update();
        jdbc.sql("delete from party_mpid where party_id = 'SP-0777'").update();
        jdbc.sql("delete from party where id = 'SP-0777'").update();
        String hash = passwords.encode(PASSWORD);
        people.add("aisha", "Aisha Khan", Set.of(Role.OPERATOR), null, hash);
        people.add("priya", "Priya Shah", Set.of(Role.ADMINISTRATOR), null, hash);
    }

    @Test
    void only_an_administrator_brings_anything_in_and_only_from_our_own_form() {
        Visitor aisha = new Visitor(port).signIn("aisha", PASSWORD);
        aisha.get("/");

        assertThat(aisha.get("/parties/bring-in").statusCode()).isEqualTo(403);
        assertThat(aisha.upload("/parties/bring-in/market", "market", Map.of("a.yaml", FILE))
                        .statusCode())
                .isEqualTo(403);
        Visitor forged = new Visitor(port).signIn("priya", PASSWORD);
        assertThat(forged.upload("/parties/bring-in/market", "market", Map.of("a.yaml", FILE))
                        .statusCode())
                .isEqualTo(403);
        assertThat(parties.find("SP-0777")).isEmpty();
    }

    @Test
    void an_administrator_is_told_what_is_wrong_and_then_what_was_taken() throws Exception {
        Visitor priya = new Visitor(port).signIn("priya", PASSWORD);
        priya.get("/parties/bring-in");

        HttpResponse<String> nothing = priya.upload("/parties/bring-in/market", "market", Map.of());
        HttpResponse<String> wrong = priya.upload(
                "/parties/bring-in/market",
                "market",
                Map.of("wrong.yaml", Files.readString(Path.of("src/test/resources/market/wrong.yaml"))));
        HttpResponse<String> right = priya.upload("/parties/bring-in/market", "market", Map.of("new.yaml", FILE));
        String result = priya.get(Visitor.location(right)).body();

        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("Select a market file");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Line 7: users 1 has no roles.", "Line 10: &#39;fuel&#39; is not understood");
        assertThat(right.statusCode()).isEqualTo(302);
        assertThat(result).contains("new.yaml", "1 added, 0 changed.", "Rowan Energy");
        assertThat(priya.get("/parties/SP-0777").body()).contains("Added, from the file new.yaml", "priya");
    }

    @Test
    void who_suspends_a_party_says_why_and_stands_by_it() {
        Visitor priya = new Visitor(port).signIn("priya", PASSWORD);
        priya.get("/parties/bring-in");
        priya.upload("/parties/bring-in/market", "market", Map.of("new.yaml", FILE));
        priya.get("/parties/SP-0777");

        HttpResponse<String> withoutReason = priya.post("/parties/SP-0777/status", Map.of("status", "SUSPENDED"));
        priya.post("/parties/SP-0777/status", Map.of("status", "SUSPENDED", "reason", "Its accession has lapsed"));

        assertThat(withoutReason.statusCode()).isEqualTo(422);
        assertThat(withoutReason.body()).contains("Enter a reason for the change");
        assertThat(parties.find("SP-0777").orElseThrow().status()).isEqualTo(PartyStatus.SUSPENDED);
        assertThat(priya.get("/parties/SP-0777").body())
                .contains("Status is now suspended: Its accession has lapsed", "priya");
    }

    @Test
    void a_file_that_is_no_certificate_is_refused_by_name() {
        Visitor priya = new Visitor(port).signIn("priya", PASSWORD);
        priya.get("/parties/bring-in");

        HttpResponse<String> refused =
                priya.upload("/parties/bring-in/certificates", "certificates", Map.of("notes.pem", "buy milk"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("notes.pem: ");
    }
}
