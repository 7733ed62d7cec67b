package org.meterflow.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.metering.HeadEnd;
import org.meterflow.simulator.Fault;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;
import org.meterflow.testing.MeterflowTest;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The published client programs at work against the platform, with the published test keys. */
@MeterflowTest
@TestPropertySource(
        properties = {
            "meterflow.demo.market=" + PublishedClientsTest.INSTALLING,
            "meterflow.messages.webhook.plain-http=true",
            "meterflow.pki.check-validity=false"
        })
class PublishedClientsTest {

    static final String INSTALLING = "docs/guides/examples/published-installation.yaml";

    private static final JsonMapper JSON = new JsonMapper();
    private static final BlockingQueue<byte[]> CALLBACKS = new LinkedBlockingQueue<>();
    private static PublishedClients clients;
    private static Path keys;
    private static HttpServer receiver;

    @Autowired
    Doors doors;

    @Autowired
    HeadEnd headEnd;

    @Value("${meterflow.data}/pki")
    Path deviceKeys;

    @TempDir
    Path state;

    @BeforeAll
    static void installed() throws Exception {
        try {
            clients = PublishedClients.install();
        } catch (IOException notHere) {
            LoggerFactory.getLogger(PublishedClientsTest.class)
                    .error("THE PUBLISHED CLIENTS CANNOT BE INSTALLED: conformance is NOT tested", notHere);
            abort("npm could not install the published clients: " + notHere.getMessage());
        }
        keys = clients.keys();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/smartdcc/duis", exchange -> {
            CALLBACKS.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterAll
    static void stopped() {
        if (receiver != null) {
            receiver.stop(0);
        }
    }

    @DynamicPropertySource
    static void publishedKeys(DynamicPropertyRegistry properties) {
        properties.add("meterflow.pki.directory", () -> keys.toAbsolutePath());
        properties.add(
                "meterflow.gateway.response-address",
                () -> "http://localhost:" + receiver.getAddress().getPort() + "/smartdcc/duis");
    }

    @Test
    void a_published_client_reads_the_inventory() throws Exception {
        JsonNode answer = ask("serviceD", "8.2_READ_INVENTORY");

        assertThat(answer.at("/header/responseCode").asText()).isEqualTo("I0");
        assertThat(answer.at("/body/ResponseMessage/DSPInventory/Device").findValuesAsText("DeviceID"))
                .contains("00-DB-12-34-56-78-90-A2");
    }

    @Test
    void a_published_client_reads_a_meter_and_accepts_the_callback() throws Exception {
        JsonNode acknowledgement;
        byte[] callback;
        try (Fleet fleet =
                PublishedMarket.fleet(INSTALLING, headEnd.port(), state, Clock.systemUTC(), keys, deviceKeys)) {
            await().atMost(Duration.ofMinutes(3)).until(() -> fleet.isConnected(PublishedMarket.HUB));

            acknowledgement = ask("serviceS", "ECS17b_4.1.1_SINGLE");
            callback = callbackTo(acknowledgement);
        }

        assertThat(acknowledgement.at("/header/responseCode").asText()).isEqualTo("I99");
        JsonNode answer = JSON.readTree(clients.validated(callback));
        assertThat(answer.at("/header/requestId")).isEqualTo(acknowledgement.at("/header/requestId"));
        assertThat(answer.at("/header/responseCode").asText()).isEqualTo("I0");
        assertThat(answer.at("/body/ResponseMessage/GBCSPayload").asText()).isNotEmpty();
    }

    @Test
    void published_requests_for_joins_handovers_and_the_customers_number_succeed_as_they_stand() throws Exception {
        try (Fleet fleet =
                PublishedMarket.fleet(INSTALLING, headEnd.port(), state, Clock.systemUTC(), keys, deviceKeys)) {
            await().atMost(Duration.ofMinutes(3)).until(() -> fleet.isConnected(PublishedMarket.HUB));

            for (String critical : List.of("CS03A1_8.7.1", "CS03A2Critical_8.7.1", "CS03CCritical_8.7.1")) {
                assertThat(ask("serviceT", critical).at("/header/responseCode").asText())
                        .as(critical)
                        .isEqualTo("I0");
            }
            for (String template : List.of(
                    "CS03B_8.7.2",
                    "CS03A2NonCritical_8.7.2",
                    "CS03CNonCritical_8.7.2",
                    "CS02bSupplierBySupplierHandover_6.21",
                    "CS02bNOByNOHandover_6.21",
                    "ECS50_9.1",
                    "GCS36_9.1")) {
                JsonNode acknowledgement = ask("serviceS", template);
                assertThat(acknowledgement.at("/header/responseCode").asText())
                        .as(template)
                        .isEqualTo("I99");
                byte[] callback = callbackTo(acknowledgement);
                assertThat(JSON.readTree(clients.validated(callback))
                                .at("/header/responseCode")
                                .asText())
                        .as(template)
                        .isEqualTo("I0");
            }
        }
    }

    @Test
    void a_published_client_finds_one_certificate_for_each_use_of_a_device() throws Exception {
        assertThat(clients.certificatesOf("00-db-12-34-56-78-90-a0", doors.smkiPort()))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_published_client_accepts_commands_for_local_delivery() throws Exception {
        for (int variant : new int[] {2, 3}) {
            SupplierRequest read = SupplierRequest.readRegisters(PublishedMarket.ELECTRICITY_METER)
                    .inVariant(variant);
            JsonNode answer = answerTo(read);

            assertThat(answer.at("/header/responseCode").asText()).isEqualTo(variant == 2 ? "I0" : "I99");
            assertThat(answer.at("/body/ResponseMessage/LocalCommand/GBCSPayload")
                            .asText())
                    .isNotEmpty();
        }
    }

    @Test
    void a_published_client_accepts_a_schedule_of_what_is_no_log() throws Exception {
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        SupplierRequest daily = SupplierRequest.scheduleDailyLog(
                PublishedMarket.ELECTRICITY_METER, "Daily", tomorrow, null, LocalTime.NOON);
        SupplierRequest loadLimit = SupplierRequest.toDcc("5.1", "CreateSchedule", body -> {
            daily.content().accept(body);
            body.getElementsByTagNameNS("*", "DSPScheduledServiceReference")
                    .item(0)
                    .setTextContent("4.15");
            body.getElementsByTagNameNS("*", "DSPScheduledServiceReferenceVariant")
                    .item(0)
                    .setTextContent("4.15");
            body.removeChild(body.getLastChild());
            ResponseDocument.add(body, "DSPReadLoadLimitData");
        });
        String id =
                answerTo(loadLimit).at("/body/ResponseMessage/DSPScheduleID").asText();

        JsonNode told = answerTo(SupplierRequest.readSchedule("DSPScheduleID", id));

        assertThat(told.at("/header/responseCode").asText()).isEqualTo("I0");
        assertThat(told.at("/body/ResponseMessage/DSPSchedulesRead").findValue("DSPReadLoadLimitData"))
                .isNotNull();
        answerTo(SupplierRequest.deleteSchedule("DSPScheduleID", id));
    }

    @Test
    void a_published_client_accepts_the_alert_of_a_home_without_supply() throws Exception {
        try (Fleet fleet =
                PublishedMarket.fleet(INSTALLING, headEnd.port(), state, Clock.systemUTC(), keys, deviceKeys)) {
            await().atMost(Duration.ofMinutes(3)).until(() -> fleet.isConnected(PublishedMarket.HUB));
            fleet.breakDown(PublishedMarket.HUB, Fault.POWER_CUT);

            byte[] alert = callbackWith("PowerOutageEvent");

            JsonNode told = JSON.readTree(clients.validated(alert));
            assertThat(told.at("/body/DCCAlertMessage/DCCAlertCode").asText()).isEqualTo("AD1");
            assertThat(told.at("/body/DCCAlertMessage/DCCAlert/PowerOutageEvent/CommsHubDeviceID")
                            .asText())
                    .isEqualTo(PublishedMarket.HUB.value());
        }
    }

    private static byte[] callbackTo(JsonNode acknowledgement) {
        String counter = acknowledgement.at("/header/requestId/counter").asText();
        assertThat(counter).isNotEmpty();
        return callbackWith(":" + counter + "<");
    }

    /** Whatever else comes before it is of other requests. */
    private static byte[] callbackWith(String text) {
        return await().atMost(Duration.ofMinutes(3))
                .until(
                        () -> CALLBACKS.poll(1, TimeUnit.SECONDS),
                        callback -> callback != null && new String(callback, UTF_8).contains(text));
    }

    private JsonNode answerTo(SupplierRequest request) throws Exception {
        try (SimulatedSupplier supplier = PublishedMarket.supplier(PublishedMarket.SUPPLIER, doors, keys)) {
            byte[] document = supplier.signed(request.document(supplier.nextId(request)));
            return JSON.readTree(
                    clients.validated(supplier.post(request.service(), document).body()));
        }
    }

    private JsonNode ask(String service, String template) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + doors.duisPort() + "/api/v1/" + service))
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofByteArray(clients.request(template)))
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(clients.validated(answer.body()));
    }
}
