package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.Meterflow;
import org.meterflow.database.FreePort;
import org.meterflow.desk.Visitor;
import org.meterflow.market.Market;
import org.meterflow.testing.FreshDatabase;
import org.meterflow.testing.QuickJava;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The simulator as a program of its own against a platform in another process: they share nothing but wires. */
class RemoteInstallationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern SECRET = Pattern.compile("id=\"secret\">(whsec_[^<]+)<");
    private static final String METER_POINT = "2200100000010";
    private static final String METER = "02-4D-46-01-00-00-01-01";
    private static final Map<String, String> USERS =
            Map.of("SP-0001", "02-4D-46-00-00-01-00-00", "SP-0002", "02-4D-46-00-00-02-00-00");

    @TempDir
    Path folder;

    private final String database = FreshDatabase.create();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int console = FreePort.find();
    private final int duis = FreePort.find();
    private final int smki = FreePort.find();
    private final int hubs = FreePort.find();
    private final int listen = FreePort.find();
    private final List<Process> started = new ArrayList<>();
    private Properties keys;

    @BeforeEach
    void anInstallationThatKnowsWhereItsPartiesAre() throws Exception {
        start(
                "platform",
                "--spring.profiles.active=demo",
                "--spring.datasource.url=" + database,
                "--server.port=" + console,
                "--meterflow.data=" + folder.resolve("data"),
                "--meterflow.simulator.enabled=false",
                "--meterflow.gateway.port=" + duis,
                "--meterflow.smki.port=" + smki,
                "--meterflow.gateway.first-attempt-delay=100ms",
                "--meterflow.metering.port=" + hubs);
        await().atMost(PATIENCE).until(() -> answers("http://localhost:" + console + "/actuator/health/readiness"));
        keys = new Properties();
        try (var file = Files.newBufferedReader(folder.resolve("data/demo-api-keys.properties"))) {
            keys.load(file);
        }
        Visitor administrator = new Visitor(console).signIn("administrator", "meterflow");
        USERS.forEach((party, user) -> {
            administrator.get("/parties/" + party);
            administrator.post(
                    "/parties/" + party + "/response-address",
                    Map.of("user", user, "address", "http://localhost:" + listen + "/duis/" + user));
            Matcher secret = SECRET.matcher(administrator
                    .post(
                            "/parties/" + party + "/webhook",
                            Map.of("webhook", "http://localhost:" + listen + "/notifications/" + party))
                    .body());
            assertThat(secret.find()).as("the webhook's secret is shown").isTrue();
            keys.setProperty(party + ".webhook-secret", secret.group(1));
        });
        try (var file = Files.newBufferedWriter(folder.resolve("keys.properties"))) {
            keys.store(file, null);
        }
    }

    @AfterEach
    void nothingIsLeftRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void a_supplier_reads_its_meter_and_a_home_changes_supplier() throws Exception {
        startTheSimulator();
        await("all hubs are connected")
                .atMost(PATIENCE)
                .until(() -> get("/").path("hubs").path("connected").asInt()
                        == Market.load("default", 0).homes().size());

        JsonNode asked = post("/suppliers/SP-0001/requests", Map.of("variant", "4.1.1", "device", METER));
        assertThat(asked.path("code").asText()).isEqualTo("I99");
        await("the meter's answer, signed by the DCC and opened by the supplier")
                .atMost(PATIENCE)
                .until(
                        () -> get("/suppliers/SP-0001/answers").toString(),
                        answers -> answers.contains("ImportRegisters"));

        JsonNode requested = post(
                "/switches",
                Map.of(
                        "mpxn",
                        METER_POINT,
                        "gainingSupplier",
                        "BRCH",
                        "supplyStartDate",
                        LocalDate.now(ZoneId.of("Europe/London")).plusDays(8).toString()));
        String id = requested.path("switchId").asText();
        assertThat(theEndOf(id)).as("what became of the switch: %s", requested).isEqualTo("Supplier changed");

        await("both suppliers have the opening read")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/switches/" + id).path("notices"))
                        .extracting(notice -> notice.path("supplier").asText() + " "
                                + notice.path("type").asText())
                        .contains("SP-0001 openingRead", "SP-0002 openingRead"));
        assertThat(post("/suppliers/SP-0001/requests", Map.of("variant", "4.1.1", "device", METER))
                        .path("code")
                        .asText())
                .as("it is not the losing supplier's meter any more")
                .isEqualTo("E4");
    }

    /** A clock that stands would make this last eight days: it is moved on whenever the case has come to rest. */
    private String theEndOf(String switchId) throws Exception {
        Visitor operator = new Visitor(console).signIn("operator", "meterflow");
        operator.get("/demo");
        JsonNode before = json.createObjectNode();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonNode now = caseOf(switchId);
            if (now.hasNonNull("outcome")) {
                return now.path("outcome").asText();
            }
            if (now.equals(before) && nothingIsUnderWay()) {
                operator.post("/demo/clock", Map.of("to", "timer"));
            }
            before = now;
            Thread.sleep(1500);
        }
        return "no end: " + before;
    }

    /** Time that goes on while the meter is about to answer, or a step is about to be done, would be held against them. */
    private boolean nothingIsUnderWay() {
        return JdbcClient.create(new DriverManagerDataSource(database))
                .sql("""
                        with clock as (
                            select clock_timestamp() + ahead_millis * interval '1 millisecond' as shown from platform_clock)
                        select not exists (select from meter_command, clock
                                           where device = :meter and (state in ('SENT', 'CHECKING')
                                                                      or state = 'QUEUED' and not_before <= shown))
                           and not exists (select from act_ru_job, clock
                                           where retries_ > 0 and coalesce(duedate_, shown) <= shown)
                        """)
                .param("meter", METER)
                .query(Boolean.class)
                .single();
    }

    private JsonNode caseOf(String switchId) throws Exception {
        URI address = URI.create("http://localhost:" + console + "/api/cases/changeOfSupplier/" + switchId);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("X-API-Key", keys.getProperty("RB-0001"))
                .build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private void startTheSimulator() throws IOException {
        start(
                "simulator",
                "simulator",
                "--head-end=localhost:" + hubs,
                "--duis=http://localhost:" + duis,
                "--smki=http://localhost:" + smki,
                "--api=http://localhost:" + console,
                "--keys=" + folder.resolve("keys.properties"),
                "--pki=" + folder.resolve("data/pki"),
                "--state=" + folder.resolve("state"),
                "--listen=localhost:" + listen);
        await().atMost(PATIENCE).until(() -> answers("http://localhost:" + listen + "/"));
    }

    private JsonNode get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + listen + path))
                .build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private JsonNode post(String path, Map<String, String> data) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + listen + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsString(data).getBytes(StandardCharsets.UTF_8)))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
        return json.readTree(response.body());
    }

    private void start(String name, String... arguments) throws IOException {
        List<String> command = QuickJava.command("-Xmx512m");
        command.add(Meterflow.class.getName());
        command.addAll(List.of(arguments));
        started.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "remote-" + name + ".log").toFile())
                .start());
    }

    private boolean answers(String address) throws InterruptedException {
        assertThat(started)
                .as("what has been started runs: see target/remote-*.log")
                .allMatch(Process::isAlive);
        try {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
