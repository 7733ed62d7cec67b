package org.meterflow.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.meterflow.duis.BadSignature;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.MalformedDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A supplier's Receive Response Service: examines what comes before it says that it has it. */
final class SupplierInbox {

    private static final Logger log = LoggerFactory.getLogger(SupplierInbox.class);
    private static final int TOO_LONG = 100 * 1024;
    private static final int MOST_KEPT = 10_000;

    interface Reader {

        /** @throws BadSignature when it is not the DCC's */
        DuisResponse read(byte[] document);
    }

    private final Reader reader;
    private final Deque<DuisResponse> received = new ArrayDeque<>();
    private long count;

    private final URI address;

    SupplierInbox(Door door, String path, Reader reader) {
        this.reader = reader;
        this.address = door.address(path);
        door.on(path, this::take);
    }

    URI address() {
        return address;
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
}
