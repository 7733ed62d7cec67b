package org.meterflow.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where whoever runs the simulator tells its parties what to do, in JSON and from this machine only. The installation
 * itself has no business here.
 */
final class MarketDoor {

    private static final Logger log = LoggerFactory.getLogger(MarketDoor.class);
    private static final int LONGEST = 64 * 1024;

    private final ObjectMapper json = new ObjectMapper();
    private final MarketView view;
    private final MarketOrders orders;

    MarketDoor(SimulatedMarket market) {
        this.view = new MarketView(market, json);
        this.orders = new MarketOrders(market, json);
    }

    void openAt(Door door) {
        door.on("/", this::handle);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            MarketReply reply = reply(exchange);
            byte[] body = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private MarketReply reply(HttpExchange exchange) throws IOException {
        if (!exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
            return MarketReply.wrong(403, "Only the machine on which the simulator runs tells its parties what to do");
        }
        List<String> path = Arrays.stream(exchange.getRequestURI().getPath().split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        try {
            if (exchange.getRequestMethod().equals("GET")) {
                return view.show(path);
            }
            String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            if (!exchange.getRequestMethod().equals("POST") || !type.startsWith("application/json")) {
                return MarketReply.wrong(415, "Send JSON, with POST and Content-Type: application/json");
            }
            return orders.follow(path, json.readTree(exchange.getRequestBody().readNBytes(LONGEST)));
        } catch (JsonProcessingException noJson) {
            return MarketReply.wrong(400, "That is no JSON: " + noJson.getOriginalMessage());
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return MarketReply.wrong(400, String.valueOf(wrong.getMessage()));
        } catch (UncheckedIOException | IOException unreachable) {
            log.warn("{}", unreachable.getMessage());
            return MarketReply.wrong(502, "The platform cannot be reached: " + unreachable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return MarketReply.wrong(503, "The simulator ends");
        }
    }
}
