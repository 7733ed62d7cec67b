package org.meterflow.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a child process on a persistent directory, with every commit on disk before it is acknowledged. It
 * outlives a kill of this program, of the server, or of both: what is left behind is cleaned up at the next start, and a
 * server that dies under a running program is started again on the same port.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final Path directory;
    private final DirectoryLock lock;
    private final int port;
    private final Postmaster postmaster;
    private final Thread watch = new Thread(this::watch, "database-watch");
    private volatile boolean closing;
    private @Nullable EmbeddedPostgres server;

    private EmbeddedServer(Path directory, DirectoryLock lock, int port) {
        this.directory = directory;
        this.lock = lock;
        this.port = port;
        this.postmaster = new Postmaster(dataDirectory());
    }

    /**
     * @param port 0 for any free one
     * @throws DirectoryInUse when another process runs on the directory
     * @throws DatabaseNotStarted with the end of the server's own log
     */
    public static EmbeddedServer start(Path directory, int port) {
        DirectoryLock lock = DirectoryLock.acquire(directory);
        EmbeddedServer started = new EmbeddedServer(directory, lock, port == 0 ? FreePort.find() : port);
        try {
            started.launch();
            return started;
        } catch (IOException | IllegalStateException failure) {
            lock.close();
            throw new DatabaseNotStarted(directory, started.log(), failure);
        } catch (InterruptedException stopped) {
            lock.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting the embedded database", stopped);
        }
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres";
    }

    private void launch() throws IOException, InterruptedException {
        Orphan.stop(postmaster);
        server = builder().start();
        watch.setDaemon(true);
        watch.start();
    }

    private EmbeddedPostgres.Builder builder() throws IOException {
        Path binaries = Files.createDirectories(directory.resolve("binaries"));
        return EmbeddedPostgres.builder()
                .setDataDirectory(dataDirectory())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofMinutes(2))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "300")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "1GB")
                // Plans for tables that fill within a minute need statistics within less.
                .setServerConfig("autovacuum_naptime", "15s")
                .setServerConfig("timezone", "UTC")
                // Nobody comes by a socket file, and one that a killed server left in /tmp would keep the next from
                // starting.
                .setServerConfig("unix_socket_directories", "")
                // The same order and the same letters everywhere, whatever locale this machine names or lacks.
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("lc_messages", "C")
                .setServerConfig("lc_monetary", "C")
                .setServerConfig("lc_numeric", "C")
                .setServerConfig("lc_time", "C");
    }

    /** In full: processes are told by it, and another installation's may be the same below another folder. */
    private Path dataDirectory() {
        return directory.toAbsolutePath().normalize().resolve("cluster");
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    /** A server may die the moment it is up, or while it starts: it is looked for before each wait, and again after. */
    private void watch() {
        while (!closing) {
            try {
                postmaster.process().ifPresent(process -> process.onExit().join());
                startAgain();
            } catch (IOException | RuntimeException failure) {
                log.warn("The database server did not start again ({}); trying once more", failure.getMessage());
            }
            pause();
        }
    }

    private synchronized void startAgain() throws IOException {
        if (closing || postmaster.process().isPresent()) {
            return;
        }
        log.error("The database server has died; starting it again");
        try {
            postmaster.forget();
            postmaster.startAgain(log());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void closeServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        try {
            closeServer();
        } finally {
            lock.close();
        }
    }
}
