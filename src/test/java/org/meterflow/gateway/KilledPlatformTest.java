package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.GAS_METER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.Meterflow;
import org.meterflow.database.FreePort;
import org.meterflow.identifier.RequestId;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;
import org.meterflow.testing.ClassPath;
import org.meterflow.testing.FreshDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The platform as a process of its own, killed as hard as can be between what it accepted and what it sends. */
class KilledPlatformTest {

    private static final Duration START = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final String database = FreshDatabase.create();
    private final int duis = FreePort.find();
    private final int smki = FreePort.find();
    private final HttpClient http = HttpClient.newHttpClient();
    private Process platform;
    private SimulatedSupplier supplier;

    @BeforeEach
    void running() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        start("http://localhost:" + FreePort.find() + "/nobody-listens");
        supplier = new SimulatedSupplier(
                SUPPLIER,
                PublishedMarket.DCC,
                List.of(folder.resolve("data/pki")),
                URI.create("http://localhost:" + duis),
                URI.create("http://localhost:" + smki),
                0,
                Clock.systemUTC());
    }

    @AfterEach
    void ended() {
        supplier.close();
        platform.destroyForcibly();
    }

    @Test
    void what_was_accepted_before_the_kill_is_answered_after_it() throws Exception {
        SupplierRequest read = SupplierRequest.readRegisters(ELECTRICITY_METER);
        RequestId answered = supplier.nextId(read);
        byte[] document = supplier.signed(read.document(answered));
        byte[] acknowledgement = supplier.post('S', document).body();
        await().atMost(START).until(this::answersWritten, written -> written == 1);
        RequestId accepted =
                supplier.ask(SupplierRequest.readRegisters(GAS_METER)).id();

        kill();
        start(supplier.responseAddress().toString());

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

    private long answersWritten() {
        return jdbc().sql("select count(*) from service_response")
                .query(Long.class)
                .single();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(database));
    }

    private void kill() throws InterruptedException {
        platform.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }

    private void start(String responseAddress) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ClassPath.ofThisRun(),
                Meterflow.class.getName()));
        command.addAll(List.of(
                "--spring.profiles.active=test",
                "--spring.datasource.url=" + database,
                "--server.port=0",
                "--meterflow.data=" + folder.resolve("data"),
                "--meterflow.demo.market=published",
                "--meterflow.messages.webhook.plain-http=true",
                "--meterflow.gateway.port=" + duis,
                "--meterflow.smki.port=" + smki,
                "--meterflow.gateway.answer-within=1s",
                "--meterflow.gateway.sleeping-answer-within=1s",
                "--meterflow.metering.least-patience=1s",
                "--meterflow.gateway.first-attempt-delay=100ms",
                "--meterflow.gateway.response-address=" + responseAddress));
        platform = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "killed-platform.log").toFile()))
                .start();
        await().atMost(START).until(this::isOpen);
    }

    /** The build's own starter is left out, and with it what it names once more. */
    private boolean isOpen() throws InterruptedException {
        assertThat(platform.isAlive())
                .as("the platform runs: see target/killed-platform.log")
                .isTrue();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + duis + "/api/v1/serviceS"))
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("Is anybody there?"))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 400;
        } catch (IOException notYet) {
            return false;
        }
    }
}
