package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsNotification;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.RequestId;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The workbench room without a browser: who may enter, and what it says to whatever is brought. */
@MeterflowTest
class BenchPagesTest {

    static final String ALERT = alert();

    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    JdbcClient jdbc;

    static String alert() {
        RequestId id = RequestId.of("00-DB-12-34-56-78-90-A0:90-B3-D5-1F-30-01-00-00:5");
        return Octets.of(GbcsMessage.alert(
                                id,
                                0x1000,
                                DlmsNotification.alert(5, 0x8F3F, Instant.parse("2026-03-01T00:00:00Z"))
                                        .encode())
                        .encode())
                .hex();
    }

    @BeforeEach
    void onePersonForEachRole() {
        jdbc.sql("delete from desk_user").update();
        String hash = passwords.encode(PASSWORD);
        for (Role role : Role.values()) {
            people.add(role.name().toLowerCase(Locale.UK), role.title(), Set.of(role), null, hash);
        }
    }

    private Visitor signedIn(Role role) {
        return new Visitor(port).signIn(role.name().toLowerCase(Locale.UK), PASSWORD);
    }

    private HttpResponse<String> open(String message) {
        Visitor visitor = signedIn(Role.INTEGRATOR);
        visitor.get("/workbench");
        return visitor.post("/workbench", Map.of("message", message));
    }

    @Test
    void operators_integrators_and_administrators_may_enter_and_nobody_else() {
        for (Role role : Role.values()) {
            boolean may =
                    Set.of(Role.OPERATOR, Role.INTEGRATOR, Role.ADMINISTRATOR).contains(role);
            Visitor visitor = signedIn(role);
            for (String path : List.of("/workbench", "/workbench/transform", "/workbench/top-up", "/demo/fleet")) {
                assertThat(visitor.get(path).statusCode())
                        .as(role + " at " + path)
                        .isEqualTo(may ? 200 : 403);
            }
            assertThat(visitor.post("/demo/fleet/00-DB-12-34-56-78-90-A0/break", Map.of("fault", "OFFLINE"))
                            .statusCode())
                    .as("%s breaks a device", role)
                    .isEqualTo(may ? 302 : 403);
        }
    }

    @Test
    void outages_are_shown_to_staff_and_not_to_integrators() {
        for (Role role : Role.values()) {
            assertThat(signedIn(role).get("/outages").statusCode())
                    .as("%s at outages", role)
                    .isEqualTo(role == Role.INTEGRATOR ? 403 : 200);
        }
    }

    @Test
    void the_meter_message_in_a_document_is_found_whatever_its_prefix_and_line_breaks() {
        assertThat(Payloads.meterMessage("<sr:GBCSPayload>\n3wkB\nAAA=\n</sr:GBCSPayload>"))
                .isEqualTo("3wkBAAA=");
        assertThat(Payloads.meterMessage("<GBCSPayload></GBCSPayload><Other>3wkB</Other>"))
                .isEmpty();
        assertThat(Payloads.meterMessage("{}")).isEmpty();
    }

    @Test
    void a_form_of_another_page_is_refused() {
        Visitor visitor = signedIn(Role.INTEGRATOR);
        String body = "message=00";
        assertThat(visitor.send(visitor.request("/workbench")
                                .header("Accept", "text/html")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void nothing_no_message_and_half_a_message_are_each_answered_with_what_is_wrong() {
        assertThat(open(" ").statusCode()).isEqualTo(422);
        assertThat(open(" ").body()).contains("Enter a message, or select a file with one");
        assertThat(open("hello, meter!").body()).contains("Enter the message in hex or Base64: this is neither");
        assertThat(open(ALERT.substring(0, 40)).body()).contains("This message cannot be taken apart. ");
        assertThat(open("AB".repeat(200_000)).body()).contains("Enter a message of at most 64 KiB");
        assertThat(open("<script>alert(1)</script>").body()).doesNotContain("<script>alert");
    }

    @Test
    void a_message_shows_what_it_says_and_how_it_is_built_in_hex_base64_or_as_a_file() {
        String base64 = Base64.getEncoder().encodeToString(Octets.ofHex(ALERT).bytes());
        Visitor visitor = signedIn(Role.OPERATOR);
        visitor.get("/workbench");
        for (HttpResponse<String> answer : List.of(
                open(ALERT), open(base64), visitor.upload("/workbench", "file", Map.of("alert.hex", ALERT + "\n")))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains(
                            "Content", "Structure", "8F3F", "2026-03-01T00:00:00Z", "00-DB-12-34-56-78-90-A0", "Alert");
        }
    }

    @Test
    void a_log_of_ten_thousand_values_says_how_many_it_leaves_out() {
        DlmsData many = new DlmsData.Array(IntStream.range(0, 10_000)
                .mapToObj(DlmsData::u8)
                .map(DlmsData.class::cast)
                .toList());
        GbcsMessage command = GbcsMessage.command(
                RequestId.of("90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:5"), 0x0059, Octets.NONE);
        GbcsMessage message = command.response(
                null, null, new DlmsResponse(5, List.of(new DlmsResponse.Result(Verb.GET, 0, many))).encode());

        HttpResponse<String> answer = open(Octets.of(message.encode()).hex());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("more. Use the command line to see them all");
    }

    @Test
    void more_than_fits_into_a_field_of_a_request_is_refused_beside_that_field() {
        Visitor visitor = signedIn(Role.INTEGRATOR);
        String form = visitor.get("/workbench/transform").body();
        Map<String, String> tooMuch = Map.of(
                "duis", "x".repeat(500_001),
                "useCase", "x".repeat(101),
                "recipient", "x".repeat(101),
                "hubLog", "x".repeat(10_001),
                "deviceLog", "x".repeat(10_001));

        assertThat(form).contains("500,000", "up to 100 characters in each field, and 10,000 in each list of devices");
        tooMuch.forEach((field, text) -> {
            Map<String, String> fields = new HashMap<>(Map.of("duis", "<a/>"));
            fields.put(field, text);
            HttpResponse<String> answer = visitor.post("/workbench/transform", fields);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .containsPattern("id=\"" + field + "-error\"(?:(?!</p>)[\\s\\S])*characters or less");
        });
    }

    @Test
    void a_top_up_number_is_worth_something_or_mistyped_or_too_short() {
        Visitor visitor = signedIn(Role.OPERATOR);
        visitor.get("/workbench/top-up");

        assertThat(visitor.post("/workbench/top-up", Map.of("number", "7394 6144 3320 4021 7315"))
                        .body())
                .contains("Valid top-up number", "£10.00");
        assertThat(visitor.post("/workbench/top-up", Map.of("number", "73946144332040217316"))
                        .body())
                .contains("Not a top-up number");
        HttpResponse<String> tooShort = visitor.post("/workbench/top-up", Map.of("number", "739461"));
        assertThat(tooShort.statusCode()).isEqualTo(422);
        assertThat(tooShort.body()).contains("A top-up number has 20 digits: this has 6");
    }

    @Test
    void a_request_becomes_the_message_for_the_kind_of_device_that_was_chosen() throws IOException {
        String duis =
                Files.readString(Path.of("docs/guides/examples/registers.xml")).replace("COUNTER", "1000");
        Visitor visitor = signedIn(Role.INTEGRATOR);
        visitor.get("/workbench/transform");

        String undecided =
                visitor.post("/workbench/transform", Map.of("duis", duis)).body();
        HttpResponse<String> decided = visitor.post("/workbench/transform", Map.of("duis", duis, "deviceType", "ESME"));

        assertThat(undecided).contains("may become", "say the kind of device");
        assertThat(decided.statusCode()).isEqualTo(200);
        assertThat(decided.body()).contains("The request becomes a command", "In hex", "ECS17b");
    }

    @Test
    void a_hub_that_was_replaced_is_told_the_devices_of_the_old_one() {
        String duis = request("8.12", "8.12.1", "<sr:RestoreHANDeviceLog/>");
        String first = "00-DB-12-34-56-78-90-A1 83FED3407A939723A5C639B26916D506";
        Visitor visitor = signedIn(Role.INTEGRATOR);
        visitor.get("/workbench/transform");

        assertThat(visitor.post("/workbench/transform", Map.of("duis", duis)).body())
                .contains("Enter the network of the replaced hub: this request needs it");
        assertThat(visitor.post("/workbench/transform", Map.of("duis", duis, "hubLog", first))
                        .body())
                .contains("Enter the network of the replaced hub: this request needs it");
        assertThat(visitor.post(
                                "/workbench/transform",
                                Map.of("duis", duis, "networkId", "0140", "hubLog", first + "\nno-device 00"))
                        .body())
                .contains("Line 2 of the devices of the replaced hub: the device should be an EUI-64");
        assertThat(visitor.post(
                                "/workbench/transform",
                                Map.of("duis", duis, "networkId", "0140", "hubLog", "00-DB-12-34-56-78-90-A1"))
                        .body())
                .contains("Line 1 of the devices of the replaced hub: the hash of its key is missing");

        HttpResponse<String> made = visitor.post(
                "/workbench/transform",
                Map.of("duis", duis, "networkId", "0000000000000140", "hubLog", first + "\n\n"));

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).contains("CCS03", "83FED3407A939723A5C639B26916D506");
    }

    @Test
    void a_gas_proxy_that_was_replaced_is_told_the_devices_of_the_old_one() {
        String duis = request("8.12", "8.12.2", "<sr:RestoreGPFDeviceLog/>");
        Visitor visitor = signedIn(Role.INTEGRATOR);
        visitor.get("/workbench/transform");

        assertThat(visitor.post("/workbench/transform", Map.of("duis", duis)).body())
                .contains("Enter the devices of the replaced gas proxy: this request needs it");
        assertThat(visitor.post(
                                "/workbench/transform",
                                Map.of("duis", duis, "deviceLog", "00-DB-12-34-56-78-90-A1 FRIDGE"))
                        .body())
                .contains("Line 1 of the devices of the replaced gas proxy: its kind should be one of");
        assertThat(visitor.post("/workbench/transform", Map.of("duis", duis, "now", "context.x[99999999999]"))
                        .body())
                .contains("href=\"#now\"");

        HttpResponse<String> made = visitor.post(
                "/workbench/transform",
                Map.of("duis", duis, "deviceLog", "00-DB-12-34-56-78-90-A1 PPMID", "now", "2026-01-31T12:00:00Z"));

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).contains("GCS59", "00DB1234567890A1");
    }

    @Test
    void what_few_requests_need_is_wrong_beside_its_own_field() {
        String duis = request("4.1", "4.1.1", "<sr:ReadInstantaneousImportRegisters/>");
        Visitor visitor = signedIn(Role.INTEGRATOR);
        visitor.get("/workbench/transform");
        Map.of(
                        "now", "noon",
                        "recipient", "somewhere",
                        "gbcsVersion", "new",
                        "dccCounter", "many")
                .forEach((field, text) -> {
                    HttpResponse<String> answer = visitor.post(
                            "/workbench/transform",
                            Map.of("duis", duis, "deviceType", "ESME", "unknownUser", "true", field, text));
                    assertThat(answer.statusCode()).as(field).isEqualTo(422);
                    assertThat(answer.body()).as(field).contains("href=\"#" + field + "\"", "value=\"" + text);
                });
    }

    private static String request(String reference, String variant, String body) {
        return """
                <sr:Request xmlns:sr="http://www.dccinterface.co.uk/ServiceUserGateway" schemaVersion="5.4"><sr:Header>
                <sr:RequestID>90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:7</sr:RequestID>
                <sr:CommandVariant>1</sr:CommandVariant><sr:ServiceReference>%s</sr:ServiceReference>
                <sr:ServiceReferenceVariant>%s</sr:ServiceReferenceVariant>
                </sr:Header><sr:Body>%s</sr:Body></sr:Request>
                """.formatted(reference, variant, body);
    }

    @Test
    void a_request_that_is_none_is_told_so_beside_its_field() {
        Visitor visitor = signedIn(Role.INTEGRATOR);
        visitor.get("/workbench/transform");

        HttpResponse<String> empty = visitor.post("/workbench/transform", Map.of("duis", ""));
        HttpResponse<String> broken = visitor.post("/workbench/transform", Map.of("duis", "<Request>"));
        HttpResponse<String> reaching = visitor.post(
                "/workbench/transform",
                Map.of("duis", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><Request>&b;</Request>"));

        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("Enter a service request");
        assertThat(broken.statusCode()).isEqualTo(422);
        assertThat(broken.body()).contains("This request cannot be transformed");
        assertThat(reaching.statusCode()).isEqualTo(422);
    }

    @Test
    void a_page_of_the_fleet_that_is_no_number_is_told_so() {
        Visitor visitor = signedIn(Role.OPERATOR);

        for (String page : List.of("two", "99999999999", "1.5")) {
            HttpResponse<String> noNumber = visitor.get("/demo/fleet?page=" + page);
            assertThat(noNumber.statusCode()).as(page).isEqualTo(400);
            assertThat(noNumber.body()).contains("This did not work", "Bad Request");
        }
    }

    @Test
    void a_device_nobody_simulates_and_a_process_without_homes_are_told_apart_from_faults() {
        Visitor visitor = signedIn(Role.OPERATOR);

        assertThat(visitor.get("/demo/fleet").body()).contains("There are no simulated homes");
        assertThat(visitor.get("/demo/fleet/00-DB-12-34-56-78-90-A0").statusCode())
                .isEqualTo(404);
        HttpResponse<String> vanished =
                visitor.post("/demo/fleet/00-DB-12-34-56-78-90-A0/break", Map.of("fault", "OFFLINE"));
        assertThat(Visitor.location(vanished)).isEqualTo("/demo/fleet");
        assertThat(visitor.get("/demo/fleet").body()).contains("The fleet has no device 00-DB-12-34-56-78-90-A0");
    }
}
