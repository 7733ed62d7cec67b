package org.meterflow.simulator;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** A small web server, behind which several simulated parties may live. Closing it twice is closing it once. */
final class Door implements AutoCloseable {

    private static final int WORKERS = 4;

    private final String host;
    private final HttpServer server;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, work -> {
        Thread thread = new Thread(work, "simulated-parties");
        thread.setDaemon(true);
        return thread;
    });

    private Door(String host, HttpServer server) {
        this.host = host;
        this.server = server;
        server.setExecutor(workers);
        server.start();
    }

    /**
     * @param port 0 for any free one
     * @throws UncheckedIOException when it is taken
     */
    static Door open(String host, int port) {
        try {
            return new Door(host, HttpServer.create(new InetSocketAddress(host, port), 0));
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "The simulated parties cannot listen on %s:%s: %s".formatted(host, port, taken.getMessage()),
                    taken);
        }
    }

    void on(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    URI address(String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            server.stop(0);
            workers.shutdownNow();
        }
    }
}
