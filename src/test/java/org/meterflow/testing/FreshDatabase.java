package org.meterflow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.meterflow.database.EmbeddedServer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One real PostgreSQL for the whole test run; each Spring context gets a new, empty database in it. When the next one
 * comes, those of closed contexts go: the server would look after them as long as it runs.
 */
public class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<String, ConfigurableApplicationContext> IN_USE = new HashMap<>();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Server.outliveContexts();
        TestPropertyValues.of(
                        "spring.datasource.url=" + createFor(context),
                        "meterflow.data=" + Server.DIRECTORY.resolve("context-" + COUNT.incrementAndGet()))
                .applyTo(context);
    }

    private static String createFor(ConfigurableApplicationContext context) {
        synchronized (IN_USE) {
            // One that is not active yet is about to be: only what has been closed is dropped.
            IN_USE.entrySet().removeIf(used -> {
                if (!used.getValue().isClosed()) {
                    return false;
                }
                execute("drop database if exists " + used.getKey() + " with (force)");
                return true;
            });
            String name = newName();
            createNamed(name);
            IN_USE.put(name, context);
            return Server.INSTANCE.jdbcUrl(name);
        }
    }

    /** @return the address of a new, empty database */
    public static String create() {
        String name = newName();
        createNamed(name);
        return Server.INSTANCE.jdbcUrl(name);
    }

    /** Programs are killed in tests, and this server never: a commit need not wait for the disk. */
    private static void createNamed(String name) {
        execute("create database " + name);
        execute("alter database " + name + " set synchronous_commit = off");
    }

    private static String newName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(Server.INSTANCE.jdbcUrl("postgres"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static final class Server {

        static final Path DIRECTORY = directory();
        static final EmbeddedServer INSTANCE = start(DIRECTORY.resolve("postgres"));

        private static final AtomicBoolean OUTLIVES_CONTEXTS = new AtomicBoolean();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (!OUTLIVES_CONTEXTS.get()) {
                    stop();
                }
            }));
        }

        /** Spring closes its contexts first, and only then stops the server they use. */
        static void outliveContexts() {
            if (OUTLIVES_CONTEXTS.compareAndSet(false, true)) {
                SpringApplication.getShutdownHandlers().add(Server::stop);
            }
        }

        private static EmbeddedServer start(Path directory) {
            UnpackedDatabase.into(directory);
            EmbeddedServer started = EmbeddedServer.start(directory, 0);
            UnpackedDatabase.keep(directory);
            return started;
        }

        private static Path directory() {
            try {
                return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "test-data-");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void stop() {
            try {
                INSTANCE.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
