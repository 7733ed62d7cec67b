package org.meterflow.metering;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The published DLMS server as a meter: a program of its own, installed beside the build, not on our class path. */
final class PublishedMeter implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "published-meter");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final int port;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private PublishedMeter(Process process, BufferedReader output, int port) {
        this.process = process;
        this.port = port;
        Thread listener = new Thread(() -> output.lines().forEach(said::add), "published-meter");
        listener.setDaemon(true);
        listener.start();
    }

    /** @throws IOException when the server cannot be installed here, with what Maven said */
    static PublishedMeter start(String password, Instant firstDay) throws IOException, InterruptedException {
        install();
        Process process = new ProcessBuilder(
                        java().toString(),
                        "-cp",
                        FOLDER.resolve("lib") + "/*",
                        FOLDER.resolve("PublishedMeter.java").toString(),
                        password,
                        firstDay.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder before = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("PORT ")) {
                return new PublishedMeter(process, output, Integer.parseInt(line.substring(5)));
            }
            before.append(line).append('\n');
        }
        throw new IllegalStateException("The published meter did not start: " + before);
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        copy("pom.xml");
        copy("PublishedMeter.java");
        if (Files.isDirectory(FOLDER.resolve("lib"))) {
            return;
        }
        Path fetched = Files.createTempDirectory(FOLDER, "fetched");
        Path output = Files.createTempFile(FOLDER, "maven", ".txt");
        Process maven = new ProcessBuilder(
                        Path.of("mvnw").toAbsolutePath().toString(),
                        "-q",
                        "-B",
                        "-f",
                        FOLDER.resolve("pom.xml").toAbsolutePath().toString(),
                        "dependency:copy-dependencies",
                        "-DincludeScope=runtime",
                        "-DoutputDirectory=" + fetched.toAbsolutePath())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!maven.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            maven.destroyForcibly();
            throw new IOException("Maven did not fetch the published meter in time");
        }
        if (maven.exitValue() != 0) {
            throw new IOException("Maven could not fetch the published meter: " + Files.readString(output));
        }
        Files.delete(output);
        Files.move(fetched, FOLDER.resolve("lib"));
    }

    private static void copy(String name) throws IOException {
        try (InputStream resource = PublishedMeter.class.getResourceAsStream("/published-meter/" + name)) {
            Files.copy(Objects.requireNonNull(resource), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    int port() {
        return port;
    }

    /** What it printed: each clock that was set, each method that was called. */
    List<String> said() {
        return said;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
