package org.meterflow.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.testing.ClassPath;
import org.meterflow.testing.UnpackedDatabase;
import org.springframework.util.FileSystemUtils;

/** What the embedded database is good for when programs die without a word. */
class DatabaseSurvivalTest {

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private Path directory;

    /** A Meterflow reduced to its database, to be killed: it says where the database is, and then only lives. */
    static class Program {

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedServer server = EmbeddedServer.start(Path.of(arguments[0]), 0);
            System.out.println("listening at " + server.jdbcUrl("postgres"));
            Thread.sleep(Duration.ofMinutes(10).toMillis());
        }
    }

    private record Running(Process process, String url) implements AutoCloseable {

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @BeforeEach
    void aDirectoryOfItsOwn() throws IOException {
        directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "survival-");
        UnpackedDatabase.into(directory);
    }

    @AfterEach
    void leaveNothingRunning() throws Exception {
        for (AutoCloseable open : toClose) {
            open.close();
        }
        postmaster().ifPresent(orphan -> {
            orphan.destroyForcibly();
            orphan.onExit().join();
        });
        UnpackedDatabase.keep(directory);
        FileSystemUtils.deleteRecursively(directory);
    }

    @Test
    void every_commit_is_on_disk_before_it_is_acknowledged() throws Exception {
        EmbeddedServer server = start();

        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(ask(server.jdbcUrl("postgres"), "show " + setting))
                    .as(setting)
                    .isEqualTo("on");
        }
    }

    @Test
    void a_program_that_was_killed_leaves_a_server_that_the_next_one_stops() throws Exception {
        Running killed = run();
        remember(killed.url(), "before the kill");
        ProcessHandle orphan = postmaster().orElseThrow();
        killed.kill();
        assertThat(orphan.isAlive()).as("the server outlives its program").isTrue();

        EmbeddedServer next = start();

        assertThat(orphan.isAlive()).as("the orphan").isFalse();
        assertThat(postmaster().orElseThrow().pid()).isNotEqualTo(orphan.pid());
        assertThat(remembered(next.jdbcUrl("postgres"))).isEqualTo("before the kill");
    }

    @Test
    void a_server_that_was_killed_comes_back_by_itself_at_the_same_address_every_time() throws Exception {
        EmbeddedServer server = start();
        for (String time : List.of("once", "twice")) {
            remember(server.jdbcUrl("postgres"), time);
            killServer();
            awaitMemoryOf(time, server);
        }
    }

    @Test
    void a_server_that_is_killed_again_while_it_starts_comes_back_too() throws Exception {
        EmbeddedServer server = start();
        remember(server.jdbcUrl("postgres"), "before the kills");
        for (int kill = 0; kill < 3; kill++) {
            killServer();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> postmaster().isPresent());
        }
        killServer();
        awaitMemoryOf("before the kills", server);
    }

    @Test
    void program_and_server_killed_together_lose_nothing_that_was_committed() throws Exception {
        Running killed = run();
        remember(killed.url(), "before the kill");
        ProcessHandle server = postmaster().orElseThrow();
        killed.kill();
        server.destroyForcibly();
        server.onExit().join();

        EmbeddedServer next = start();

        assertThat(remembered(next.jdbcUrl("postgres"))).isEqualTo("before the kill");
    }

    @Test
    void a_second_program_on_the_same_directory_is_refused_and_the_first_goes_on() throws Exception {
        Running first = run();
        remember(first.url(), "of the first");

        assertThatThrownBy(() -> EmbeddedServer.start(directory, 0))
                .isInstanceOf(DirectoryInUse.class)
                .hasMessage("Another Meterflow is running on the data directory " + directory.toAbsolutePath()
                        + ". Stop it, or give this one a directory of its own with meterflow.data.");
        assertThat(remembered(first.url())).isEqualTo("of the first");
    }

    @Test
    void a_second_server_within_the_same_program_is_refused_too() {
        start();

        assertThatThrownBy(() -> EmbeddedServer.start(directory, 0)).isInstanceOf(DirectoryInUse.class);
    }

    @Test
    void a_stale_pid_file_that_names_somebody_elses_process_neither_stops_the_start_nor_that_process()
            throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(directory, 0)) {
            remember(server.jdbcUrl("postgres"), "before");
        }
        Process somebodyElse = new ProcessBuilder(java(), "-cp", classPath(), Sleeper.class.getName()).start();
        toClose.add(somebodyElse::destroyForcibly);
        Files.writeString(
                directory.resolve("cluster/postmaster.pid"),
                somebodyElse.pid() + "\n" + directory.resolve("cluster").toAbsolutePath()
                        + "\n1700000000\n5432\n/tmp\nlocalhost\n");

        EmbeddedServer next = start();

        assertThat(remembered(next.jdbcUrl("postgres"))).isEqualTo("before");
        assertThat(somebodyElse.isAlive()).isTrue();
    }

    @Test
    void a_stale_pid_file_that_names_somebody_elses_database_server_does_not_end_that_server() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(directory, 0)) {
            remember(server.jdbcUrl("postgres"), "ours");
        }
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        EmbeddedServer theirs = EmbeddedServer.start(elsewhere, 0);
        toClose.add(theirs);
        remember(theirs.jdbcUrl("postgres"), "theirs");
        String theirFile = Files.readString(elsewhere.resolve("cluster/postmaster.pid"));
        String theirDirectory = elsewhere.resolve("cluster").toAbsolutePath().toString();
        assertThat(theirFile).contains(theirDirectory);
        Files.writeString(
                directory.resolve("cluster/postmaster.pid"),
                theirFile.replace(
                        theirDirectory,
                        directory.resolve("cluster").toAbsolutePath().toString()));

        EmbeddedServer next = start();

        assertThat(remembered(next.jdbcUrl("postgres"))).isEqualTo("ours");
        assertThat(remembered(theirs.jdbcUrl("postgres"))).isEqualTo("theirs");
    }

    @Test
    void where_a_data_directory_cannot_be_seen_the_time_of_the_start_tells_whose_server_it_is() throws Exception {
        EmbeddedServer server = start();
        ServerProcess process = new ServerProcess(postmaster().orElseThrow());
        Instant started = process.process().info().startInstant().orElseThrow();

        assertThat(remembersStart(process, started)).isTrue();
        assertThat(remembersStart(process, started.minus(Duration.ofHours(1)))).isFalse();
        assertThat(server.jdbcUrl("postgres")).contains("localhost");
    }

    @Test
    void a_locale_that_the_host_names_and_does_not_have_is_not_asked_for() throws Exception {
        Running server = run(Map.of("LANG", "en_GB.UTF-8", "LC_ALL", "xx_XX.UTF-8"));

        assertThat(ask(server.url(), "show lc_messages")).isEqualTo("C");
        assertThat(ask(
                        server.url(),
                        "select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'postgres'"))
                .isEqualTo("b C.UTF-8");
        assertThat(ask(
                        server.url(),
                        "select string_agg(x, '' order by x) || lower('É') from unnest(array['b','A','a','B']) x"))
                .isEqualTo("ABabé");
    }

    @Test
    void a_server_that_does_not_start_is_quoted() throws Exception {
        Files.createDirectories(directory.resolve("cluster"));
        Files.writeString(directory.resolve("cluster/notes.txt"), "not a database");

        assertThatThrownBy(() -> EmbeddedServer.start(directory, 0))
                .isInstanceOf(DatabaseNotStarted.class)
                .hasMessageContaining("The last lines of server.log:")
                .hasMessageContaining("exists but is not empty");

        FileSystemUtils.deleteRecursively(directory.resolve("cluster"));
        assertThat(ask(start().jdbcUrl("postgres"), "select 1")).isEqualTo("1");
    }

    /** Any program that is no database. */
    static class Sleeper {

        public static void main(String[] arguments) throws InterruptedException {
            Thread.sleep(Duration.ofMinutes(10).toMillis());
        }
    }

    private EmbeddedServer start() {
        EmbeddedServer server = EmbeddedServer.start(directory, 0);
        toClose.add(server);
        return server;
    }

    private Running run() throws IOException {
        return run(Map.of());
    }

    private Running run(Map<String, String> surroundings) throws IOException {
        ProcessBuilder program = new ProcessBuilder(
                        java(), "-Xmx128m", "-cp", classPath(), Program.class.getName(), directory.toString())
                .redirectErrorStream(true);
        program.environment().putAll(surroundings);
        Process process = program.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("listening at ")) {
                Running running = new Running(process, line.substring("listening at ".length()));
                toClose.add(running);
                return running;
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("The program ended: " + said);
    }

    private static boolean remembersStart(ServerProcess process, Instant said) {
        return process.started(Optional.of(said));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() {
        return ClassPath.ofThisRun();
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path file = directory.resolve("cluster/postmaster.pid");
        String content;
        try {
            content = Files.readString(file);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        return content.lines()
                .findFirst()
                .map(String::strip)
                .map(Long::parseLong)
                .flatMap(ProcessHandle::of)
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }

    private void killServer() throws IOException {
        ProcessHandle process = postmaster().orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static void awaitMemoryOf(String what, EmbeddedServer server) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> remembered(server.jdbcUrl("postgres")).equals(what));
    }

    private static void remember(String url, String what) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists memory (number serial, what text)");
            statement.execute("insert into memory (what) values ('" + what + "')");
        }
    }

    private static String remembered(String url) throws SQLException {
        return ask(url, "select what from memory order by number desc limit 1");
    }

    private static String ask(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
