package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.gateway.ServiceRequest;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.RequestId;
import org.meterflow.messages.ApiClients;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.InboxFilter;
import org.meterflow.messages.OutboundMessage;
import org.meterflow.messages.Outbox;
import org.meterflow.messages.Sender;
import org.meterflow.messages.TurnedAway;
import org.meterflow.messages.TurnedAwayMessage;
import org.meterflow.messages.Verdict;
import org.meterflow.process.CaseKey;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.TestPropertySource;

@MeterflowTest
@Import(MeterInspection.Deployed.class)
@TestPropertySource(properties = MeterInspection.DIAGRAMS)
class MessageRoomTest {

    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    Inbox inbox;

    @Autowired
    Outbox outbox;

    @Autowired
    ApiClients clients;

    @Autowired
    TurnedAway turnedAway;

    @Autowired
    Clock clock;

    @Autowired
    MeterInspection inspections;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void anOperatorAndAnIntegratorOfNewCo() {
        jdbc.sql("delete from desk_user").update();
        jdbc.sql("insert into party (id, name, status, fuels) values ('SP-0001', 'NewCo', 'LIVE', '{}'),"
                        + " ('SP-0002', 'OldCo', 'LIVE', '{}') on conflict do nothing")
                .update();
        String hash = passwords.encode(PASSWORD);
        people.add("aisha", "Aisha Khan", Set.of(Role.OPERATOR), null, hash);
        people.add("newco", "NewCo's integrator", Set.of(Role.INTEGRATOR), "SP-0001", hash);
    }

    @Test
    void a_message_that_matched_nothing_says_why_and_what_it_may_have_meant() {
        String asked = "inspection-" + UUID.randomUUID();
        receive("SP-0001", "inspectionAsked", asked);
        String mistyped = asked.substring(0, asked.length() - 1) + "x";

        String id = receive("SP-0001", "inspectionWithdrawn", mistyped);

        assertThat(signedIn("aisha").get("/messages?key=" + mistyped).body())
                .contains("Waiting for its case", "No inspection " + mistyped + " is under way");
        assertThat(signedIn("aisha").get("/messages/" + id).body())
                .contains("nearest: inspection id " + asked, "one character differs");
    }

    @Test
    void every_list_of_messages_is_searched_by_one_form_which_keeps_what_was_sought() {
        Map<String, String> fields = Map.of(
                "/messages", "key",
                "/messages/out", "key",
                "/messages/turned-away", "sender",
                "/messages/requests", "text");
        Visitor operator = signedIn("aisha");
        fields.forEach((list, field) -> assertThat(
                        operator.get(list + "?" + field + "=sought").body())
                .as(list)
                .contains("<form class=\"mf-filter\"", "action=\"" + list + "\"", "hx-get=\"" + list + "\"")
                .contains("for=\"" + field + "\"", "name=\"" + field + "\"", "value=\"sought\"", ">Clear<")
                .doesNotContain("th:"));

        Visitor integrator = signedIn("newco");

        assertThat(integrator.get("/messages").body()).contains("mf-filter").doesNotContain("name=\"sender\"");
        assertThat(integrator.get("/messages/turned-away").body()).doesNotContain("mf-filter");
    }

    @Test
    void an_integrator_sees_the_messages_of_their_own_party_only() {
        String own = receive("SP-0001", "inspectionAsked", "own-" + UUID.randomUUID());
        String foreign = receive("SP-0002", "inspectionAsked", "foreign-" + UUID.randomUUID());
        Visitor integrator = signedIn("newco");

        String log = integrator.get("/messages?sender=SP-0002").body();

        assertThat(log).contains(own).doesNotContain(foreign);
        assertThat(integrator.get("/messages/" + own).statusCode()).isEqualTo(200);
        assertThat(integrator.get("/messages/" + foreign).statusCode()).isEqualTo(404);
        assertThat(integrator
                        .post("/messages/" + foreign + "/replay", Map.of("why", "curious"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(signedIn("aisha").get("/messages?sender=SP-0002").body()).contains(foreign);
    }

    @Test
    void an_integrator_sees_what_was_sent_to_their_own_party_only() {
        String own = outbox.send(outbound("SP-0001"));
        String foreign = outbox.send(outbound("SP-0002"));
        Visitor integrator = signedIn("newco");

        assertThat(integrator.get("/messages/out?recipient=SP-0002").body())
                .contains(own)
                .doesNotContain(foreign);
        assertThat(integrator.get("/messages/out/" + own).statusCode()).isEqualTo(200);
        assertThat(integrator.get("/messages/out/" + foreign).statusCode()).isEqualTo(404);
    }

    @Test
    void a_message_is_delivered_again_only_for_a_reason_which_is_kept_with_it() {
        inspections.closeTheOffice(true);
        String id = receive("SP-0001", "inspectionAsked", "refused-" + UUID.randomUUID());
        inspections.closeTheOffice(false);
        Visitor aisha = signedIn("aisha");
        aisha.get("/messages/" + id);

        HttpResponse<String> withoutReason = aisha.post("/messages/" + id + "/replay", Map.of("why", " "));
        HttpResponse<String> atLength = aisha.post("/messages/" + id + "/replay", Map.of("why", "so ".repeat(400)));
        aisha.post("/messages/" + id + "/replay", Map.of("why", "The office is open again"));

        assertThat(withoutReason.statusCode()).isEqualTo(422);
        assertThat(withoutReason.body()).contains("Enter a reason", "You can enter up to 1,000 characters");
        assertThat(atLength.statusCode()).isEqualTo(422);
        assertThat(atLength.body()).contains("The reason must be 1,000 characters or less", "so so so");
        assertThat(inbox.find(id).orElseThrow().verdict()).isEqualTo(Verdict.STARTED);
        assertThat(aisha.get("/messages/" + id).body())
                .contains("Replayed: The office is open again", "aisha", "Started a case")
                .doesNotContain("Deliver again");
    }

    @Test
    void the_catalogue_says_how_long_an_early_message_is_kept_and_which_one_is_not() {
        String catalogue = signedIn("aisha").get("/messages/catalogue").body().replaceAll("\\s+", " ");

        assertThat(catalogue).containsPattern("/catalogue/switchRequested\"(?:(?!</tr>).)*Not kept");
        assertThat(catalogue).containsPattern("/catalogue/switchWithdrawn\"(?:(?!</tr>).)*10 minutes");
    }

    @Test
    void checking_a_message_says_what_would_become_of_it_and_changes_nothing() {
        Visitor aisha = signedIn("aisha");
        clients.create("SP-0001", "NewCo's program", Set.of("supplier"), "anna");
        aisha.get("/messages/catalogue/inspectionAsked");
        int before = inbox.count(InboxFilter.all());

        String good = aisha.post(
                        "/messages/catalogue/inspectionAsked/check",
                        Map.of("party", "SP-0001", "data", "{\"inspectionId\": \"tried\"}"))
                .body();
        String bad = aisha.post(
                        "/messages/catalogue/inspectionAsked/check",
                        Map.of("party", "SP-0001", "data", "{\"inspectionID\": \"tried\"}"))
                .body();

        assertThat(good).contains("Started a case");
        assertThat(bad).contains("Rejected", "inspectionID");
        assertThat(inbox.count(InboxFilter.all())).isEqualTo(before);
    }

    @Test
    void content_longer_than_a_message_may_be_is_not_checked_and_the_field_says_how_long_it_may_be() {
        Visitor aisha = signedIn("aisha");
        String form = aisha.get("/messages/catalogue/inspectionAsked").body();

        HttpResponse<String> tooLong = aisha.post(
                "/messages/catalogue/inspectionAsked/check",
                Map.of("party", "SP-0001", "data", "{\"inspectionId\": \"" + "x".repeat(250_000) + "\"}"));

        assertThat(form).contains("Up to 250,000 characters");
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(tooLong.body()).contains("The content must be 250,000 characters or less");
    }

    @Test
    void checking_a_message_gives_the_verdict_that_sending_it_would_get() {
        Visitor aisha = signedIn("aisha");
        aisha.get("/messages/catalogue/inspectionAsked");
        Map<String, String> message = Map.of("party", "SP-0002", "data", "{\"inspectionId\": \"tried\"}");
        String path = "/messages/catalogue/inspectionAsked/check";
        assertThat(aisha.post(path, message).body()).contains("has no active API key");

        String key = clients.create("SP-0002", "Another", Set.of("meter-reader"), "anna")
                .client()
                .id();
        assertThat(aisha.post(path, message).body()).contains("Rejected", "SP-0002 may not send inspectionAsked");

        clients.create("SP-0002", "OldCo's program", Set.of("supplier"), "anna");
        jdbc.sql("update party set status = 'SUSPENDED' where id = 'SP-0002'").update();
        String suspended = aisha.post(path, message).body();
        jdbc.sql("update party set status = 'LIVE' where id = 'SP-0002'").update();
        assertThat(suspended).contains("Rejected", "is suspended or has withdrawn");
        assertThat(aisha.post(path, message).body()).contains("Started a case");
        clients.revoke(key, "anna");
    }

    @Test
    void what_was_turned_away_is_listed_for_the_operator_and_for_its_own_party() {
        turnedAway("SP-0001", "mine-" + UUID.randomUUID());
        String foreign = "theirs-" + UUID.randomUUID();
        turnedAway("SP-0002", foreign);
        turnedAway(null, "stranger-" + foreign);

        assertThat(signedIn("aisha").get("/messages/turned-away").body())
                .contains(
                        "mine-",
                        foreign,
                        "Unknown sender",
                        "422, Message does not satisfy its schema",
                        "/key",
                        "is required");
        assertThat(signedIn("newco").get("/messages/turned-away?sender=SP-0002").body())
                .contains("mine-")
                .doesNotContain(foreign);
    }

    private void turnedAway(@Nullable String party, String id) {
        turnedAway.note(new TurnedAwayMessage(
                0,
                clock.instant(),
                party,
                "192.0.2.7",
                "inspectionAsked",
                "/s",
                id,
                422,
                "Message does not satisfy its schema",
                "The data of inspectionAsked does not satisfy its schema",
                List.of("/key: is required"),
                "{}",
                2));
    }

    @Test
    void an_integrator_sees_the_service_requests_of_their_own_users_only() {
        aRequestOf("00-DB-12-34-56-78-90-01", "SP-0001", "mine");
        long foreign = aRequestOf("00-DB-12-34-56-78-90-02", "SP-0002", "theirs");
        Visitor integrator = signedIn("newco");

        assertThat(integrator.get("/messages/requests").body()).contains("mine").doesNotContain("theirs");
        assertThat(integrator
                        .get("/messages/requests?user=00-DB-12-34-56-78-90-02")
                        .statusCode())
                .isEqualTo(404);
        assertThat(integrator.get("/messages/requests/" + foreign).statusCode()).isEqualTo(404);
        assertThat(signedIn("aisha").get("/messages/requests").body()).contains("mine", "theirs");
        assertThat(signedIn("aisha").get("/messages/requests/" + foreign).body())
                .contains("theirs", "&lt;asked/&gt;");
    }

    @Test
    void each_meter_message_of_a_request_and_of_a_case_can_be_taken_apart() {
        long request = aRequestOf("00-DB-12-34-56-78-90-01", "SP-0001", "mine");
        aCommand(ServiceRequest.referenceOf(request));
        CaseKey inspected = inspections.ask("apart-" + UUID.randomUUID(), "1200000000159");
        aCommand("inspection-" + inspected.caseId());

        for (String page :
                List.of("/messages/requests/" + request, "/cases/" + inspected.process() + "/" + inspected.caseId())) {
            Visitor aisha = signedIn("aisha");
            assertThat(aisha.get(page).body())
                    .contains("To the device", "From the device", "ECS52 ", COMMAND, BenchPagesTest.ALERT)
                    .containsPattern("Take apart<span[^>]*>: To the device, ECS52 ");
            assertThat(aisha.post("/workbench", Map.of("message", COMMAND)).body())
                    .contains("ECS52", "90-B3-D5-1F-30-01-00-00");
        }
    }

    private static final String COMMAND = command();

    private static String command() {
        MeterRequest question = new MeterRequest.ReadFirmwareVersion();
        RequestId id = RequestId.of("90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:5");
        return Octets.of(UseCase.forRequest(question, DeviceKind.ESME)
                        .command(id, question)
                        .encode())
                .hex();
    }

    /** One message to a device and one from it. */
    private void aCommand(String reference) {
        long command = jdbc.sql("""
                        insert into meter_command (reference, device, request_type, request, originator_type, priority,
                                                   state, attempts_allowed, asked_at, not_before, deadline, next_attempt_at)
                        values (?, '00-DB-12-34-56-78-90-A0', 'ReadFirmwareVersion', '{}', 'Dcc', 1, 'ANSWERED', 1,
                                now(), now(), now(), now()) returning id
                        """).param(reference).query(Long.class).single();
        jdbc.sql("""
                        insert into meter_attempt (command, device, originator, counter, message_code, message, made_at)
                        values (?, '00-DB-12-34-56-78-90-A0', '90-B3-D5-1F-30-01-00-00', ?, 89, ?, now() - interval '1 second')
                        """).params(command, command, Octets.ofHex(COMMAND).bytes()).update();
        jdbc.sql("""
                        insert into meter_message (digest, hub, message, received_at, verdict, command)
                        values (?, '00-DB-12-34-56-78-90-A2', ?, now(), 'ANSWER', ?)
                        """)
                .params(
                        reference.getBytes(StandardCharsets.UTF_8),
                        Octets.ofHex(BenchPagesTest.ALERT).bytes(),
                        command)
                .update();
    }

    private long aRequestOf(String user, String party, String reason) {
        jdbc.sql("insert into party_user (eui, party_id, roles) values (?, ?, '{IS}') on conflict do nothing")
                .params(user, party)
                .update();
        return jdbc.sql("""
                        insert into service_request (service, originator, variant, received_at, state, code, reason,
                                                     document, document_length, digest, holds_id)
                        values ('D', ?, '4.1.1', now(), 'DONE', 'I0', ?, convert_to('<asked/>', 'UTF8'),
                                8, '', false) returning id
                        """).params(user, reason).query(Long.class).single();
    }

    @Test
    void an_unknown_verdict_is_refused_and_does_not_show_everything() {
        assertThat(signedIn("aisha").get("/messages?verdict=GOOD").statusCode()).isEqualTo(400);
    }

    private Visitor signedIn(String name) {
        return new Visitor(port).signIn(name, PASSWORD);
    }

    private String receive(String party, String name, String key) {
        return inbox.receive(
                        Sender.of(party, "supplier"),
                        name,
                        UUID.randomUUID().toString(),
                        "{\"inspectionId\": \"" + key + "\"}",
                        null)
                .id();
    }

    private static OutboundMessage outbound(String party) {
        return OutboundMessage.of(
                "webhook", party, "inspected", "4711", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    }
}
