package org.meterflow.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.HUB;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.desk.Visitor;
import org.meterflow.door.Stranger;
import org.meterflow.door.Stranger.Answer;
import org.meterflow.messages.ApiClients;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;
import org.meterflow.testing.MeterflowTest;
import org.meterflow.testing.Recovery;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Strangers at other addresses of this machine do what they can, while honest people and programs go on with their work. */
@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=published", "meterflow.messages.webhook.plain-http=true"})
class AttacksTest {

    private static final String DUIS = "POST /api/v1/serviceD HTTP/1.1\r\nContent-Type: application/xml";
    private static final String SMKI =
            "POST /services/certificatesearch?apikey=u3bg9gt38htd0j2 HTTP/1.1\r\nContent-Type: application/xml";
    private static final String SIGN_IN =
            "POST /sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nAccept: text/html";
    private static final int MORE_THAN_THREADS = 220;

    @LocalServerPort
    int console;

    @Autowired
    Doors doors;

    @Autowired
    ApiClients clients;

    @Autowired
    JdbcClient jdbc;

    @Value("${meterflow.data}/pki")
    Path keys;

    private final HttpClient http = HttpClient.newHttpClient();
    private SimulatedSupplier supplier;
    private String key;

    @BeforeEach
    void anHonestSupplierAndProgram() throws Exception {
        supplier = PublishedMarket.supplier(SUPPLIER, doors, keys);
        key = clients.create("honest", "Honest", Set.of("supplier"), "anna").key();
    }

    @AfterEach
    void recovered() {
        try {
            Recovery.assertRecovered(this::everybodyIsServed, this::isHealthy);
        } finally {
            supplier.close();
        }
    }

    @Test
    void slow_senders_of_bodies_at_every_door_keep_nobody_waiting_and_are_told_that_they_are_too_slow()
            throws Exception {
        try (Stranger slow = new Stranger(2)) {
            List<Socket> lines = new ArrayList<>();
            for (int number = 0; number < MORE_THAN_THREADS; number++) {
                lines.add(slow.begin(console, SIGN_IN, 1000, "n"));
                lines.add(slow.begin(doors.duisPort(), DUIS, 1000, "<"));
                lines.add(slow.begin(doors.smkiPort(), SMKI, 1000, "<"));
            }

            everybodyIsServed();

            Answer page = Stranger.read(lines.get(0));
            assertThat(page.status()).isEqualTo(408);
            assertThat(page.header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
            Answer problem = Stranger.read(lines.get(1));
            assertThat(problem.status()).isEqualTo(408);
            assertThat(problem.header("Content-Type")).hasValue("application/problem+json");
            assertThat(problem.body()).contains("The whole request has to arrive within");
            Answer document = Stranger.read(lines.get(2));
            assertThat(document.status()).isEqualTo(408);
            assertThat(document.body()).contains("<ResponseCode>408</ResponseCode>");
            for (Socket line : lines.subList(3, lines.size())) {
                assertThat(line.getInputStream().read())
                        .as("first byte of an answer")
                        .isEqualTo('H');
            }
        }
    }

    @Test
    void a_sender_of_one_byte_at_a_time_is_cut_off_all_the_same() throws Exception {
        try (Stranger slow = new Stranger(3)) {
            Socket chunks = slow.connect(doors.duisPort());
            chunks.getOutputStream()
                    .write((DUIS + "\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n")
                            .getBytes(UTF_8));
            Socket header = slow.connect(doors.duisPort());
            header.getOutputStream().write("POST /api/v1/serv".getBytes(UTF_8));

            assertThat(writesUntilCutOff(chunks, "1\r\nx\r\n")).as("chunks").isLessThan(100);
            assertThat(writesUntilCutOff(header, "i")).as("letters of the path").isLessThan(100);
        }
    }

    /** Each write comes well before a time limit of single reads would be over. */
    private static int writesUntilCutOff(Socket line, String little) throws Exception {
        line.setSoTimeout(200);
        for (int writes = 0; writes < 100; writes++) {
            try {
                line.getOutputStream().write(little.getBytes(UTF_8));
                line.getInputStream().read();
                return writes;
            } catch (SocketTimeoutException notYet) {
                continue;
            } catch (IOException cutOff) {
                return writes;
            }
        }
        return 100;
    }

    @Test
    void headers_that_never_end_keep_nobody_waiting() throws Exception {
        try (Stranger slow = new Stranger(4)) {
            List<Socket> lines = new ArrayList<>();
            for (int number = 0; number < MORE_THAN_THREADS; number++) {
                for (int door : List.of(console, doors.duisPort(), doors.smkiPort())) {
                    Socket line = slow.connect(door);
                    line.getOutputStream().write("POST / HTTP/1.1\r\nHost: localhost\r\nX-One: 1\r\n".getBytes(UTF_8));
                    lines.add(line);
                }
            }

            everybodyIsServed();

            for (Socket line : lines) {
                assertThat(line.getInputStream().readAllBytes()).isEmpty();
            }
        }
    }

    @Test
    void more_connections_of_one_address_than_it_may_have_are_turned_away_and_others_come_in() throws Exception {
        try (Stranger many = new Stranger(5)) {
            List<Socket> lines = new ArrayList<>();
            for (int number = 0; number < 256; number++) {
                lines.add(many.connect(doors.duisPort()));
            }
            Answer oneMore = Stranger.read(many.connect(doors.duisPort()));
            assertThat(oneMore.status()).isEqualTo(429);
            assertThat(oneMore.header("Retry-After")).isPresent();

            everybodyIsServed();

            lines.get(0).close();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(many.send(doors.duisPort(), "GET / HTTP/1.1")
                                    .status())
                            .isEqualTo(404));
        }
    }

    @Test
    void sixteen_megabytes_from_strangers_are_not_even_read_and_from_those_who_claim_to_be_users_two_at_a_time()
            throws Exception {
        byte[] nobodys = document("00-00-00-00-00-00-00-01", 15 * 1024 * 1024);
        byte[] somebodys = document(SUPPLIER.value(), 15 * 1024 * 1024);
        try (Stranger greedy = new Stranger(6)) {
            List<Future<Answer>> strangers = atOnce(6, () -> greedy.send(doors.duisPort(), DUIS, nobodys));
            List<Future<Answer>> liars = atOnce(6, () -> greedy.send(doors.duisPort(), DUIS, somebodys));

            everybodyIsServed();

            for (Future<Answer> answer : strangers) {
                assertThat(answer.get().status()).isEqualTo(413);
            }
            for (Future<Answer> answer : liars) {
                assertThat(answer.get().status()).isIn(400, 503);
            }
        }
    }

    private static byte[] document(String originator, int length) {
        String text = "<r xmlns='u'><RequestID>" + originator + ":" + HUB + ":1</RequestID>";
        byte[] document = Arrays.copyOf(text.getBytes(UTF_8), length);
        byte[] little = "<a b='c'/>".getBytes(UTF_8);
        for (int at = text.length(); at < length; at++) {
            document[at] = little[(at - text.length()) % little.length];
        }
        return document;
    }

    @Test
    void what_nobody_signed_does_not_fill_the_database() throws Exception {
        byte[] nonsense = "Dear DCC,".repeat(5000).getBytes(UTF_8);
        long before = strangersRows();
        try (Stranger flood = new Stranger(7)) {
            List<Future<Answer>> answers = atOnce(400, () -> flood.send(doors.duisPort(), DUIS, nonsense));
            everybodyIsServed();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).containsOnly(400, 429);
            assertThat(statuses.stream().filter(status -> status == 429)).hasSizeGreaterThan(50);
            assertThat(strangersRows() - before)
                    .isEqualTo(statuses.stream().filter(status -> status == 400).count());
        }
        assertThat(jdbc.sql("select max(length(document)) from service_request where stranger")
                        .query(Integer.class)
                        .single())
                .isLessThanOrEqualTo(4096);
    }

    private long strangersRows() {
        return jdbc.sql("select count(*) from service_request where stranger")
                .query(Long.class)
                .single();
    }

    @Test
    void an_address_that_guesses_keys_is_slowed_down_and_those_who_have_one_are_not() throws Exception {
        try (Stranger guesser = new Stranger(8)) {
            List<Integer> statuses = new ArrayList<>();
            for (int guess = 0; guess < 40; guess++) {
                statuses.add(guesser.send(console, "GET /api/notifications HTTP/1.1\r\nX-API-Key: mf_guess_" + guess)
                        .status());
            }
            assertThat(statuses).contains(401, 429).doesNotContain(200, 500);
            assertThat(statuses.get(0)).isEqualTo(401);
            Answer slowed = guesser.send(console, "GET /api/notifications HTTP/1.1\r\nX-API-Key: mf_guess_x");
            assertThat(slowed.body()).contains("urn:meterflow:problem:too-many-requests");
        }
    }

    @Test
    void a_flood_of_people_without_a_session_is_slowed_down_by_address() throws Exception {
        try (Stranger flood = new Stranger(9)) {
            List<Future<Answer>> answers =
                    atOnce(500, () -> flood.send(console, "GET /sign-in HTTP/1.1\r\nAccept: text/html"));
            everybodyIsServed();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).contains(429).containsOnly(200, 429);
        }
    }

    private static List<Future<Answer>> atOnce(int number, Callable<Answer> attack) {
        ExecutorService attackers = Executors.newFixedThreadPool(16);
        List<Future<Answer>> answers = new ArrayList<>();
        for (int one = 0; one < number; one++) {
            answers.add(attackers.submit(attack));
        }
        attackers.shutdown();
        return answers;
    }

    /** By each door, and well before any attacker has run into a limit of time. */
    private void everybodyIsServed() throws Exception {
        SupplierRequest read = SupplierRequest.readInventory("DeviceID", HUB.value());
        HttpResponse<byte[]> answer = supplier.post('D', supplier.signed(read.document(supplier.nextId(read))));
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        assertThat(new String(answer.body(), UTF_8)).contains("ResponseCode>I0<");
        assertThat(status(HttpRequest.newBuilder(URI.create("http://localhost:" + doors.smkiPort()
                                + "/services/certificatesearch?apikey=u3bg9gt38htd0j2"))
                        .header("Content-Type", "application/xml")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "<CertificateSearchRequest><CertificateSubjectAltName>" + ELECTRICITY_METER
                                        + "</CertificateSubjectAltName></CertificateSearchRequest>"))))
                .isEqualTo(200);
        assertThat(status(HttpRequest.newBuilder(URI.create("http://localhost:" + console + "/api/notifications"))
                        .header("X-API-Key", key)))
                .isEqualTo(200);
        assertThat(new Visitor(console).get("/sign-in").statusCode()).isEqualTo(200);
        assertThat(isHealthy()).isTrue();
    }

    private boolean isHealthy() throws Exception {
        return status(HttpRequest.newBuilder(URI.create("http://localhost:" + console + "/actuator/health"))) == 200;
    }

    private int status(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
