package org.meterflow.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.meterflow.gateway.duis.BadSignature;
import org.meterflow.gateway.duis.DuisResponse;
import org.meterflow.gateway.duis.MalformedDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A supplier's Receive Response Service: examines what comes before it says that it has it. */
final class SupplierInbox implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SupplierInbox.class);
    private static final String PATH = "/smartdcc/duis";
    private static final int TOO_LONG = 100 * 1024;
    private static final int MOST_KEPT = 10_000;

    interface Reader {

        /** @throws BadSignature when it is not the DCC's */
        DuisResponse read(byte[] document);
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "supplier-inbox");
        thread.setDaemon(true);
        return thread;
    });
    private final Reader reader;
    private final Deque<DuisResponse> received = new ArrayDeque<>();
    private long count;

    SupplierInbox(int port, Reader reader) throws IOException {
        this.reader = reader;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(PATH, this::take);
        server.setExecutor(workers);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + PATH);
    }

    /** The last ten thousand, the first first. */
    List<DuisResponse> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** How many have come since the start. */
    long count() {
        synchronized (received) {
            return count;
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(statusFor(exchange), -1);
        }
    }

    private int statusFor(HttpExchange exchange) throws IOException {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!exchange.getRequestMethod().equals("POST") || !type.startsWith("application/xml")) {
            return 404;
        }
        byte[] document = exchange.getRequestBody().readNBytes(TOO_LONG + 1);
        if (document.length > TOO_LONG) {
            return 413;
        }
        try {
            DuisResponse response = reader.read(document);
            synchronized (received) {
                received.add(response);
                count++;
                if (received.size() > MOST_KEPT) {
                    received.remove();
                }
                received.notifyAll();
            }
            return 204;
        } catch (MalformedDocument | BadSignature wrong) {
            log.warn("A response was refused: {}", wrong.getMessage());
            return 400;
        }
    }

    /** Waits a moment for something to come; returns at once when more has come than the caller has seen. */
    void awaitMoreThan(long seen, long millis) throws InterruptedException {
        synchronized (received) {
            if (count <= seen && millis > 0) {
                received.wait(millis);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
