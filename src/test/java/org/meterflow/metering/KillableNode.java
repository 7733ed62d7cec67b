package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.meterflow.testing.QuickJava;

/** A node of the head-end as a process of its own, on the test's database, to be killed without warning. */
final class KillableNode {

    private final Process process;
    private final Path log;

    private KillableNode(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Returns at once; {@link #port} waits until it listens. */
    static KillableNode start(String database, Path keys, String... settings) {
        try {
            Path log = Files.createTempFile(Path.of("target"), "node-", ".log");
            List<String> command = QuickJava.command("-Xmx256m");
            command.addAll(List.of(
                    NodeProcess.class.getName(),
                    "--" + MeteringAlone.NO_ENGINE,
                    "--" + MeteringAlone.ONLY_ROUTE,
                    "--spring.main.keep-alive=true",
                    "--spring.datasource.url=" + database,
                    "--spring.datasource.hikari.maximum-pool-size=6",
                    "--spring.datasource.hikari.minimum-idle=2",
                    "--meterflow.pki.directory=" + keys));
            command.addAll(List.of(settings));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new KillableNode(process, log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where it listens for hubs, once it does. */
    int port() {
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> !process.isAlive() || isListening());
        String said = said();
        assertThat(process.isAlive()).as(said).isTrue();
        return Integer.parseInt(said.substring(said.indexOf(NodeProcess.LISTENING) + NodeProcess.LISTENING.length())
                .lines()
                .findFirst()
                .orElseThrow());
    }

    boolean isListening() {
        return process.isAlive() && said().contains(NodeProcess.LISTENING);
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void kill() {
        try {
            process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
