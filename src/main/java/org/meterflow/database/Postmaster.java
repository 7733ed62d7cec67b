package org.meterflow.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server process on a data directory, as its files tell it, and PostgreSQL's own tool to start it again with the
 * options it had. The tool says at once when a start fails, so that a server that dies while it starts costs no patience.
 */
final class Postmaster {

    private static final String START_SECONDS = "120";

    /** PostgreSQL refuses to run as root: where this program does, as in many containers, it gets a namespace of users. */
    private static final List<String> NOT_AS_ROOT = List.of("unshare", "-U");

    private final Path dataDirectory;

    Postmaster(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** The process that serves the directory now; empty when it has died, or none was ever started. */
    Optional<ProcessHandle> process() throws IOException {
        Path file = pidFile();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ServerFile said = ServerFile.of(Files.readString(file));
        return said.process().filter(process -> new ServerProcess(process).serves(dataDirectory, said.startedAt()));
    }

    /** What a dead server has left: without it the next one starts. */
    void forget() throws IOException {
        Files.deleteIfExists(pidFile());
    }

    /**
     * Returns when the server answers, with whatever options it was started with before.
     *
     * @throws IOException when it does not start
     */
    void startAgain(Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(LinuxUtils.isUnshareAvailable() ? NOT_AS_ROOT : List.of());
        command.addAll(List.of(tool().toString(), "restart", "-D", dataDirectory.toString(), "-l", log.toString()));
        command.addAll(List.of("-w", "-t", START_SECONDS));
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("pg_ctl ended with " + exit + "; " + log + " says why");
        }
    }

    private Path tool() throws IOException {
        String started = Files.readString(dataDirectory.resolve("postmaster.opts"));
        int program = started.indexOf(" \"");
        if (program < 0) {
            throw new IOException("postmaster.opts does not say what was started");
        }
        return Path.of(started.substring(0, program)).resolveSibling("pg_ctl");
    }

    private Path pidFile() {
        return dataDirectory.resolve("postmaster.pid");
    }
}
