package org.meterflow.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PlatformProcess.START;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.GAS_METER;
import static org.meterflow.gateway.PublishedMarket.HUB;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.database.FreePort;
import org.meterflow.door.Stranger;
import org.meterflow.duis.XmlText;
import org.meterflow.identifier.RequestId;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;
import org.meterflow.testing.Recovery;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The platform as a process of its own: killed as hard as can be between what it accepted and what it sends, attacked where
 * its memory is least, and asked to end. What one test leaves running the next one uses.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledPlatformTest {

    private static final int LONGEST = 16 * 1024 * 1024;
    private static final int ATTACKERS = 12;
    private static final int MOST_TRIES = 200;
    private static final String DUIS = "POST /api/v1/serviceD HTTP/1.1\r\nContent-Type: application/xml";

    @TempDir
    static Path folder;

    private static PlatformProcess platform;

    private SimulatedSupplier supplier;

    @BeforeAll
    static void aPlatform() throws IOException {
        Path log = Path.of("target", "killed-platform.log");
        Files.deleteIfExists(log);
        platform = new PlatformProcess(folder.resolve("data"), log);
    }

    @AfterAll
    static void gone() {
        platform.close();
    }

    @BeforeEach
    void running() throws Exception {
        if (!platform.runs()) {
            platform.start("http://localhost:" + FreePort.find() + "/nobody-listens");
        }
        supplier = platform.supplier();
    }

    @AfterEach
    void ended() {
        supplier.close();
    }

    @Test
    @Order(1)
    void what_was_accepted_before_the_kill_is_answered_after_it() throws Exception {
        SupplierRequest read = SupplierRequest.readRegisters(ELECTRICITY_METER);
        RequestId answered = supplier.nextId(read);
        byte[] document = supplier.signed(read.document(answered));
        byte[] acknowledgement = supplier.post('S', document).body();
        await().atMost(START).until(this::answersWritten, written -> written == 1);
        RequestId accepted =
                supplier.ask(SupplierRequest.readRegisters(GAS_METER)).id();

        platform.kill();
        platform.start(supplier.responseAddress().toString());

        assertThat(supplier.awaitAnswer(answered, START).orElseThrow().code()).isEqualTo("E20");
        assertThat(supplier.awaitAnswer(accepted, START).orElseThrow().code()).isEqualTo("E20");
        assertThat(supplier.received()).as("each answer once").hasSize(2);
        assertThat(supplier.post('S', document).body())
                .as("the same document gets the same answer from the platform's second life")
                .isEqualTo(acknowledgement);
        assertThat(supplier.post('S', supplier.signed(read.document(answered))).body())
                .as("and so does the same request signed again")
                .isEqualTo(acknowledgement);
        assertThat(jdbc().sql("select count(*) from (select 1 from service_request where holds_id"
                                + " group by request_id, transform having count(*) > 1) twice")
                        .query(Long.class)
                        .single())
                .as("request ids held twice")
                .isZero();
    }

    @Test
    @Order(2)
    void the_longest_documents_of_many_who_signed_nothing_at_once_cost_neither_an_honest_user_nor_the_platform()
            throws Exception {
        List<Future<Integer>> attacks = attack(List.of(ofOneText(), ofOneRemark(), ofManyParts(), ofTooManyParts()));
        int served = 0;
        while (served < 3 || !attacks.stream().allMatch(Future::isDone)) {
            askForTheInventory();
            served++;
        }

        for (Future<Integer> attack : attacks) {
            assertThat(attack.get()).isIn(200, 400);
        }
        Recovery.assertRecovered(this::askForTheInventory, platform::isHealthy);
        assertThat(platform.end()).as("128 and SIGTERM").isEqualTo(143);
        assertThat(platform.said()).doesNotContain("OutOfMemoryError", "The memory is gone");
    }

    /** Each sends its document until it is looked at; the first of them from where the honest user is. */
    private static List<Future<Integer>> attack(List<byte[]> documents) throws Exception {
        ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int number = 0; number < ATTACKERS; number++) {
            byte[] document = documents.get(number % documents.size());
            Stranger stranger = new Stranger(1 + number);
            answers.add(attackers.submit(() -> {
                try (stranger) {
                    int status = 503;
                    for (int tries = 0; status == 503 && tries < MOST_TRIES; tries++) {
                        status = stranger.send(platform.duis, DUIS, document).status();
                    }
                    return status;
                }
            }));
        }
        attackers.shutdown();
        return answers;
    }

    private void askForTheInventory() throws Exception {
        SupplierRequest read = inventory();
        HttpResponse<byte[]> answer = supplier.post('D', supplier.signed(read.document(supplier.nextId(read))));
        assertThat(new String(answer.body(), UTF_8)).contains("ResponseCode>I0<");
    }

    /** A request like any other, but that nobody signed it. */
    private byte[] ofOneText() {
        String request = unsigned();
        int end = request.lastIndexOf("</");
        return filled(request.substring(0, end), "x", request.substring(end));
    }

    private byte[] ofOneRemark() {
        String request = unsigned();
        int end = request.lastIndexOf("</");
        return filled(request.substring(0, end) + "<!--", "x", "-->" + request.substring(end));
    }

    private byte[] ofManyParts() {
        return filled(beginning(), "<a b='c'/>" + " ".repeat(1400), "</r>");
    }

    private byte[] ofTooManyParts() {
        return filled(beginning(), "<a b='c'/>", "</r>");
    }

    private String beginning() {
        return "<r><RequestID>" + supplier.nextId(inventory()) + "</RequestID>";
    }

    private String unsigned() {
        return new String(XmlText.write(inventory().document(supplier.nextId(inventory()))), UTF_8);
    }

    private static SupplierRequest inventory() {
        return SupplierRequest.readInventory("DeviceID", HUB.value());
    }

    private static byte[] filled(String beginning, String filling, String end) {
        int times = (LONGEST - beginning.length() - end.length()) / filling.length();
        return (beginning + filling.repeat(times) + end).getBytes(UTF_8);
    }

    private long answersWritten() {
        return jdbc().sql("select count(*) from service_response")
                .query(Long.class)
                .single();
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(platform.database));
    }
}
