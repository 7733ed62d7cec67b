package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.desk.Visitor.location;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterflow.door.Stranger;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

@MeterflowTest
class SignInTest {

    private static final String PASSWORD = "a long enough password";
    private static final Map<String, Set<Role>> PATHS = Map.ofEntries(
            Map.entry("/", EnumSet.allOf(Role.class)),
            Map.entry("/inbox", EnumSet.of(Role.OPERATOR, Role.PROCESS_OWNER, Role.ADMINISTRATOR)),
            Map.entry("/tasks/none", EnumSet.of(Role.OPERATOR, Role.PROCESS_OWNER, Role.ADMINISTRATOR)),
            Map.entry("/cases", EnumSet.complementOf(EnumSet.of(Role.INTEGRATOR))),
            Map.entry("/processes", EnumSet.complementOf(EnumSet.of(Role.INTEGRATOR))),
            Map.entry("/messages", EnumSet.of(Role.OPERATOR, Role.INTEGRATOR, Role.ADMINISTRATOR)),
            Map.entry("/people", EnumSet.of(Role.ADMINISTRATOR)),
            Map.entry("/people/new", EnumSet.of(Role.ADMINISTRATOR)),
            Map.entry("/parties", EnumSet.of(Role.ADMINISTRATOR)),
            Map.entry("/actuator/info", EnumSet.of(Role.ADMINISTRATOR)),
            Map.entry("/teams", EnumSet.of(Role.PROCESS_OWNER, Role.ADMINISTRATOR)));

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void onePersonForEachRole() {
        jdbc.sql("delete from desk_user").update();
        String hash = passwords.encode(PASSWORD);
        for (Role role : Role.values()) {
            people.add(FirstPeople.demoName(role), role.title(), Set.of(role), null, hash);
        }
    }

    @Test
    void a_stranger_is_sent_to_the_sign_in_page_from_everywhere() {
        for (String path : PATHS.keySet()) {
            assertThat(location(new Visitor(port).get(path))).as(path).isEqualTo("/sign-in");
        }
    }

    @Test
    void a_stranger_may_see_the_looks_and_the_health_and_nothing_else() {
        Visitor stranger = new Visitor(port);

        assertThat(stranger.get("/sign-in").statusCode()).isEqualTo(200);
        assertThat(stranger.send(stranger.request("/actuator/health").GET()).statusCode())
                .isEqualTo(200);
        assertThat(stranger.get("/actuator/info").statusCode()).isEqualTo(302);
    }

    @Test
    void part_of_a_page_asked_for_without_a_session_leads_to_the_sign_in_page_as_a_whole() {
        Visitor stranger = new Visitor(port);

        HttpResponse<String> part = stranger.send(
                stranger.request("/inbox").header("HX-Request", "true").GET());

        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.headers().firstValue("HX-Redirect")).hasValue("/sign-in?expired");
    }

    @Test
    void a_wrong_password_lets_nobody_in_and_does_not_say_whether_the_name_exists() {
        Visitor stranger = new Visitor(port);
        stranger.get("/sign-in");

        HttpResponse<String> wrong = stranger.post("/sign-in", Map.of("name", "operator", "password", "guess"));
        stranger.get("/sign-in");
        HttpResponse<String> unknown = stranger.post("/sign-in", Map.of("name", "nobody", "password", "guess"));

        assertThat(wrong.headers().firstValue("Location"))
                .isEqualTo(unknown.headers().firstValue("Location"));
        assertThat(location(stranger.get("/"))).isEqualTo("/sign-in");
    }

    @Test
    void whoever_guesses_is_told_to_wait_and_the_person_guessed_at_signs_in_meanwhile() throws Exception {
        try (Stranger guesser = new Stranger(21)) {
            List<String> told = new ArrayList<>();
            for (int guess = 0; guess < 40; guess++) {
                told.add(guess(guesser, List.of("operator", "manager").get(guess % 2)));
            }

            assertThat(told.get(0)).isEqualTo("/sign-in?wrong");
            assertThat(told.get(39)).startsWith("/sign-in?wait=");
            assertThat(told).filteredOn("/sign-in?wrong"::equals).hasSizeLessThan(40);
        }
        assertThat(new Visitor(port).signIn("operator", PASSWORD).get("/inbox").statusCode())
                .isEqualTo(200);
        assertThat(new Visitor(port).get("/sign-in?wait=4").body()).contains("Wait 4 seconds, then try again");
    }

    private String guess(Stranger guesser, String name) throws Exception {
        Stranger.Answer page = guesser.send(port, "GET /sign-in HTTP/1.1\r\nAccept: text/html");
        String cookie = page.header("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        String form = "name=" + name + "&password=guess&_csrf=" + Visitor.tokenIn(page.body());
        return guesser.send(
                        port,
                        "POST /sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: "
                                + cookie,
                        form.getBytes(StandardCharsets.UTF_8))
                .header("Location")
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void each_role_enters_its_own_rooms_and_is_refused_at_the_others(Role role) {
        Visitor visitor = new Visitor(port).signIn(FirstPeople.demoName(role), PASSWORD);

        PATHS.forEach((path, roles) -> {
            int status = visitor.get(path).statusCode();
            if (roles.contains(role)) {
                assertThat(status).as("%s as %s", path, role).isIn(200, 404, 406);
            } else {
                assertThat(status).as("%s as %s", path, role).isEqualTo(403);
            }
        });
    }

    @Test
    void a_manager_looks_at_cases_but_changes_nothing() {
        Visitor manager = new Visitor(port).signIn("manager", PASSWORD);
        manager.get("/cases");

        assertThat(manager.post("/cases/changeOfSupplier/4711/retry", Map.of("job", "1"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_form_without_the_sessions_token_is_refused() {
        Visitor operator = new Visitor(port).signIn("operator", PASSWORD);

        HttpResponse<String> forged = operator.send(operator.request("/sign-out")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("")));

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(operator.get("/inbox").statusCode()).isEqualTo(200);
    }

    @Test
    void no_address_carries_a_session() {
        HttpResponse<String> first = new Visitor(port).get("/sign-in");

        assertThat(first.body()).contains("/assets/desk").doesNotContain(";METERFLOW", ";jsessionid");
        assertThat(new Visitor(port).get("/inbox").headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).doesNotContain(";"));
    }

    @Test
    void a_form_sent_without_a_session_leads_to_the_sign_in_page_and_from_there_back_to_the_form() {
        Visitor stranger = new Visitor(port);

        HttpResponse<String> sent = stranger.send(aForm(stranger, "/tasks/4711", "/tasks/4711?from=mail"));

        assertThat(sent.headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith("/sign-in?expired"));
        assertThat(signedInAndLedTo(stranger)).isEqualTo("/tasks/4711?from=mail");
    }

    @Test
    void a_form_from_an_earlier_session_is_not_acted_upon_and_its_page_says_so() {
        Visitor operator = new Visitor(port).signIn("operator", PASSWORD);

        HttpResponse<String> stale = operator.send(aForm(operator, "/tasks/4711/claim", "/inbox"));

        assertThat(location(stale)).isEqualTo("/inbox");
        assertThat(operator.get("/inbox").body()).contains("Your form has not been sent");
    }

    @Test
    void somebody_elses_page_cannot_choose_where_one_comes_back_to() {
        Visitor stranger = new Visitor(port);
        stranger.send(stranger.request("/tasks/4711")
                .header("Accept", "text/html")
                .header("Referer", "http://example.org/evil")
                .POST(HttpRequest.BodyPublishers.noBody()));
        stranger.get("/sign-in?expired&back=" + URLEncoder.encode("//example.org/evil", StandardCharsets.UTF_8));

        assertThat(signedInAndLedTo(stranger)).isEqualTo("/");
    }

    @Test
    void the_page_that_was_open_when_the_session_ended_is_the_one_that_opens_after_signing_in() {
        Visitor stranger = new Visitor(port);
        stranger.get("/sign-in?expired&back=%2Fcases%3Fq%3D1200");

        assertThat(signedInAndLedTo(stranger)).isEqualTo("/cases?q=1200");
    }

    @Test
    void whoever_opens_an_address_that_only_takes_forms_comes_to_the_page_with_the_form() {
        Visitor operator = new Visitor(port).signIn("operator", PASSWORD);

        assertThat(location(operator.get("/tasks/4711/claim"))).isEqualTo("/tasks/4711");
    }

    private HttpRequest.Builder aForm(Visitor visitor, String action, String page) {
        return visitor.request(action)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", "http://localhost:" + port + page)
                .POST(HttpRequest.BodyPublishers.ofString("reason=typed"));
    }

    private String signedInAndLedTo(Visitor visitor) {
        visitor.get("/sign-in");
        HttpResponse<String> signedIn = visitor.post("/sign-in", Map.of("name", "operator", "password", PASSWORD));
        URI address = URI.create(signedIn.headers().firstValue("Location").orElseThrow());
        return address.getPath() + (address.getQuery() == null ? "" : "?" + address.getQuery());
    }

    @Test
    void signing_out_ends_the_session() {
        Visitor operator = new Visitor(port).signIn("operator", PASSWORD);
        operator.get("/");

        operator.post("/sign-out", Map.of());

        assertThat(location(operator.get("/inbox"))).isEqualTo("/sign-in");
    }

    @Test
    void a_person_whose_access_is_taken_away_is_out_at_once() {
        Visitor operator = new Visitor(port).signIn("operator", PASSWORD);
        assertThat(operator.get("/inbox").statusCode()).isEqualTo(200);
        Visitor administrator = new Visitor(port).signIn("administrator", PASSWORD);
        administrator.get("/people/operator");

        administrator.post("/people/operator", Map.of("fullName", "Operator", "roles", "OPERATOR"));

        assertThat(location(operator.get("/inbox"))).isEqualTo("/sign-in");
        assertThat(location(new Visitor(port).signIn("operator", PASSWORD).get("/inbox")))
                .isEqualTo("/sign-in");
    }

    @Test
    void an_administrator_cannot_lock_themselves_out() {
        Visitor administrator = new Visitor(port).signIn("administrator", PASSWORD);
        administrator.get("/people/administrator");

        HttpResponse<String> refused = administrator.post(
                "/people/administrator", Map.of("fullName", "Me", "roles", "OPERATOR", "enabled", "true"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("You cannot take your own access away");
        assertThat(administrator.get("/people").statusCode()).isEqualTo(200);
    }

    @Test
    void a_new_person_signs_in_with_the_password_they_were_given() {
        Visitor administrator = new Visitor(port).signIn("administrator", PASSWORD);
        administrator.get("/people/new");

        HttpResponse<String> weak = administrator.post(
                "/people/new",
                Map.of("name", "aisha", "fullName", "Aisha Khan", "roles", "OPERATOR", "password", "short"));
        administrator.post(
                "/people/new",
                Map.of("name", "aisha", "fullName", "Aisha Khan", "roles", "OPERATOR", "password", PASSWORD));

        assertThat(weak.statusCode()).isEqualTo(422);
        assertThat(weak.body())
                .contains("at least 12 and at most 72 characters")
                .contains("value=\"Aisha Khan\"");
        assertThat(new Visitor(port).signIn("aisha", PASSWORD).get("/inbox").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_party_that_does_not_exist_is_refused_for_a_person_and_small_letters_are_taken() {
        jdbc.sql(
                        "insert into party (id, name, status, fuels) values ('SP-0042', 'NewCo', 'LIVE', '{}') on conflict do nothing")
                .update();
        Visitor administrator = new Visitor(port).signIn("administrator", PASSWORD);
        administrator.get("/people/integrator");

        HttpResponse<String> unknown = administrator.post(
                "/people/integrator",
                Map.of("fullName", "Ina", "roles", "INTEGRATOR", "enabled", "true", "party", "SP-9999"));
        administrator.post(
                "/people/integrator",
                Map.of("fullName", "Ina", "roles", "INTEGRATOR", "enabled", "true", "party", "sp-0042"));

        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("There is no party with this id");
        assertThat(people.find("integrator").orElseThrow().party()).isEqualTo("SP-0042");
    }

    @Test
    void a_name_or_a_password_that_is_too_long_is_refused_with_its_limit() {
        Visitor administrator = new Visitor(port).signIn("administrator", PASSWORD);
        administrator.get("/people/new");

        HttpResponse<String> refused = administrator.post(
                "/people/new",
                Map.of("name", "noor", "fullName", "N".repeat(101), "roles", "OPERATOR", "password", "p".repeat(73)));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("The name must be 100 characters or less", "You can enter up to 100 characters")
                .contains("Enter a password of at least 12 and at most 72 characters");
        assertThat(people.find("noor")).isEmpty();
    }

    @Test
    void every_answer_forbids_inline_scripts_foreign_content_and_frames() {
        Visitor operator = new Visitor(port).signIn("operator", PASSWORD);

        for (String path : List.of("/sign-in", "/", "/nothing-here", "/people", "/assets/icon.svg")) {
            HttpResponse<String> answer = operator.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValue(DeskSecurity.CONTENT_SECURITY_POLICY);
            assertThat(answer.headers().firstValue("X-Frame-Options")).as(path).hasValue("DENY");
        }
    }

    @Test
    void an_address_that_leads_nowhere_and_a_closed_room_answer_in_the_consoles_own_frame() {
        Visitor operator = new Visitor(port).signIn("operator", PASSWORD);

        assertThat(operator.get("/nothing-here").body()).contains("There is no such page", "mf-header", "/inbox");
        assertThat(operator.get("/people").body()).contains("You may not open this page", "mf-header", "/inbox");
    }

    @Test
    void passwords_are_kept_hashed_only() {
        assertThat(jdbc.sql("select password from desk_user")
                        .query(String.class)
                        .list())
                .hasSize(Arrays.asList(Role.values()).size())
                .allMatch(stored -> stored.startsWith("{bcrypt}$2") && !stored.contains(PASSWORD));
    }
}
