package org.meterflow.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.meterflow.Meterflow;
import org.meterflow.database.FreePort;
import org.meterflow.testing.QuickJava;
import org.meterflow.testing.UnpackedDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** The demo as a program of its own, with its database and its town, seen from outside, to be killed without warning. */
final class KillablePlatform implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final Path data;
    private final int homes;
    private final int httpPort = FreePort.find();
    private final int hubPort = FreePort.find();
    private final int duisPort = FreePort.find();
    private final int smkiPort = FreePort.find();
    private @Nullable Process process;

    /** @param homes how many more than the demo's own */
    KillablePlatform(Path data, int homes) {
        this.data = data;
        this.homes = homes;
        UnpackedDatabase.into(data.resolve("postgres"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    URI address() {
        return URI.create("http://localhost:" + httpPort);
    }

    URI duis() {
        return URI.create("http://localhost:" + duisPort);
    }

    URI smki() {
        return URI.create("http://localhost:" + smkiPort);
    }

    /** The keys of everybody in the demo. */
    Path keys() {
        return data.resolve("pki");
    }

    /** Returns at once; the platform is up some seconds later. */
    void start() {
        try {
            Files.createDirectories(data);
            List<String> command = QuickJava.command("-Xmx700m");
            command.addAll(List.of(
                    Meterflow.class.getName(),
                    "--spring.profiles.active=demo",
                    "--server.port=" + httpPort,
                    "--meterflow.data=" + data,
                    "--meterflow.demo.extra-homes=" + homes,
                    "--meterflow.metering.port=" + hubPort,
                    "--meterflow.simulator.head-end=localhost:" + hubPort,
                    "--meterflow.metering.least-patience=60s",
                    // What a killed program has begun goes on soon, so that nobody waits for it.
                    "--camunda.bpm.job-execution.lock-time-in-millis=10000",
                    "--meterflow.gateway.port=" + duisPort,
                    "--meterflow.smki.port=" + smkiPort));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolve("platform.log").toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitUp() {
        Awaitility.await("the platform is up; see " + data.resolve("platform.log"))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .failFast("The platform has ended; see " + data.resolve("platform.log"), () -> !running())
                .until(this::healthy);
    }

    private boolean running() {
        Process current = process;
        return current != null && current.isAlive();
    }

    private boolean healthy() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    address().resolve("/actuator/health/readiness").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(2000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** {@code kill -9} of the program alone: its database server lives on as an orphan. */
    void killProgram() {
        Process current = process;
        if (current != null) {
            current.destroyForcibly();
            try {
                current.waitFor(1, TimeUnit.MINUTES);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@code kill -9} of the database server alone: the running program has to start it again. */
    void killDatabase() {
        ProcessHandle.of(Long.parseLong(pidFile().get(0).strip()))
                .filter(server -> server.info().command().orElse("").contains("postgres"))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    void killBoth() {
        killProgram();
        if (Files.exists(data.resolve("postgres/cluster/postmaster.pid"))) {
            killDatabase();
        }
    }

    private List<String> pidFile() {
        try {
            return Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"));
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    /** Found anew each time: the server has another port after each start of the program. */
    JdbcClient database() {
        String port = pidFile().get(3).strip();
        return JdbcClient.create(
                new DriverManagerDataSource("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres"));
    }

    String keyOf(String party) {
        Properties keys = new Properties();
        try (var file = Files.newBufferedReader(data.resolve("demo-api-keys.properties"))) {
            keys.load(file);
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
        return keys.getProperty(party);
    }

    Instant now() {
        long ahead = database()
                .sql("select ahead_millis from platform_clock")
                .query(Long.class)
                .single();
        return Instant.now().plusMillis(ahead);
    }

    /** What the clock will show when the platform next starts; the running one does not notice. */
    void clockAtNextStart(Instant instant) {
        long ahead = Duration.between(Instant.now(), instant).toMillis();
        database()
                .sql("update platform_clock set ahead_millis = greatest(ahead_millis, ?)")
                .param(ahead)
                .update();
    }

    /** When the next timer is due, or a job comes free that a killed program had begun, should one be ahead. */
    @Nullable
    Instant nextMoment() {
        Timestamp due = database()
                .sql("""
                        select min(at) from (
                            select duedate_ as at from act_ru_job union all select lock_exp_time_ from act_ru_job) moments
                        where at > ?""")
                .param(Timestamp.from(now()))
                .query(Timestamp.class)
                .optional()
                .orElse(null);
        return due == null ? null : due.toInstant();
    }

    /** Its data and its log are of use only to those who look into a failure. */
    void forget() throws IOException {
        close();
        FileSystemUtils.deleteRecursively(data);
    }

    @Override
    public void close() {
        killBoth();
    }
}
