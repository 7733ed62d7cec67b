package org.meterflow.database;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server left running by a Meterflow that was killed. It is stopped before a new one starts: attaching to
 * it would keep its old port and settings, and its {@code postmaster.pid} would stop the new one.
 */
final class Orphan {

    private static final Logger log = LoggerFactory.getLogger(Orphan.class);
    private static final int STOP_SECONDS = 30;

    private Orphan() {}

    /** Call only while holding the {@link DirectoryLock}: any server found then is nobody's. */
    static void stop(Postmaster postmaster) throws IOException, InterruptedException {
        Optional<ProcessHandle> server = postmaster.process();
        if (server.isPresent()) {
            log.warn(
                    "A database server of an earlier run is still up (pid {}); stopping it",
                    server.get().pid());
            stop(server.get());
        }
        postmaster.forget();
    }

    private static void stop(ProcessHandle server) throws IOException, InterruptedException {
        interrupt(server);
        try {
            server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException stillUp) {
            log.warn("It did not stop in {} seconds; killing it (its write-ahead log is safe)", STOP_SECONDS);
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
            server.onExit().join();
        }
    }

    /** SIGINT asks PostgreSQL for a fast shutdown; Java itself can only send SIGTERM, which waits for clients. */
    private static void interrupt(ProcessHandle server) throws IOException, InterruptedException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            server.destroy();
        } else {
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
        }
    }
}
