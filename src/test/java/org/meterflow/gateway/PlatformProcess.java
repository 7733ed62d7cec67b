package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.Meterflow;
import org.meterflow.database.FreePort;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.testing.ClassPath;
import org.meterflow.testing.FreshDatabase;

/** The platform as a process of its own, on the least memory it is said to run with. */
final class PlatformProcess implements AutoCloseable {

    static final Duration START = Duration.ofMinutes(3);

    private static final String HEAP = "-Xmx384m";

    final String database = FreshDatabase.create();
    final int console = FreePort.find();
    final int duis = FreePort.find();

    private final int smki = FreePort.find();
    private final Path data;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process process;

    PlatformProcess(Path data, Path log) {
        this.data = data;
        this.log = log;
    }

    boolean runs() {
        return process != null && process.isAlive();
    }

    void start(String responseAddress) throws IOException {
        Files.createDirectories(data);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ClassPath.ofThisRun(),
                Meterflow.class.getName()));
        command.addAll(List.of(
                "--spring.profiles.active=test",
                "--spring.datasource.url=" + database,
                "--server.port=" + console,
                "--meterflow.data=" + data,
                "--meterflow.demo.market=published",
                "--meterflow.messages.webhook.plain-http=true",
                "--meterflow.gateway.port=" + duis,
                "--meterflow.smki.port=" + smki,
                "--meterflow.gateway.answer-within=1s",
                "--meterflow.gateway.sleeping-answer-within=1s",
                "--meterflow.metering.least-patience=1s",
                "--meterflow.gateway.first-attempt-delay=100ms",
                "--meterflow.gateway.response-address=" + responseAddress));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await().atMost(START).until(this::isReady);
    }

    private boolean isReady() throws InterruptedException {
        assertThat(runs()).as("the platform runs: see " + log).isTrue();
        return isUp("/actuator/health/readiness");
    }

    boolean isHealthy() throws InterruptedException {
        return isUp("/actuator/health");
    }

    private boolean isUp(String page) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://localhost:" + console + page))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    SimulatedSupplier supplier() {
        return new SimulatedSupplier(
                PublishedMarket.SUPPLIER,
                PublishedMarket.DCC,
                List.of(data.resolve("pki")),
                URI.create("http://localhost:" + duis),
                URI.create("http://localhost:" + smki),
                0,
                Clock.systemUTC());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }

    /** As a supervisor asks it to end. @return the status it ended with */
    int end() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("it ends when it is asked to")
                .isTrue();
        return process.exitValue();
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
