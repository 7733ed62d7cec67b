package org.meterflow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.duis.DuisResponse;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.simulator.SimulatedMarket.PlayedSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where whoever runs the simulator tells its parties what to do, in JSON and from this machine only. The installation
 * itself has no business here.
 */
final class MarketDoor {

    private static final Logger log = LoggerFactory.getLogger(MarketDoor.class);
    private static final int MOST_ANSWERS = 100;
    private static final int LONGEST = 64 * 1024;

    private final SimulatedMarket market;
    private final ObjectMapper json = new ObjectMapper();

    MarketDoor(SimulatedMarket market) {
        this.market = market;
    }

    void openAt(Door door) {
        door.on("/", this::handle);
    }

    private record Reply(int status, Object body) {

        static Reply of(MarketApi.Answer answer, Map<String, Object> more) {
            Map<String, Object> body = new LinkedHashMap<>(more);
            body.put("platform", answer.body());
            return new Reply(answer.status(), body);
        }

        static Reply wrong(int status, String sentence) {
            return new Reply(status, Map.of("wrong", sentence));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            byte[] body = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        if (!exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
            return Reply.wrong(403, "Only the machine on which the simulator runs tells its parties what to do");
        }
        List<String> path = Arrays.stream(exchange.getRequestURI().getPath().split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        try {
            if (exchange.getRequestMethod().equals("GET")) {
                return show(path);
            }
            String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            if (!exchange.getRequestMethod().equals("POST") || !type.startsWith("application/json")) {
                return Reply.wrong(415, "Send JSON, with POST and Content-Type: application/json");
            }
            return tell(path, json.readTree(exchange.getRequestBody().readNBytes(LONGEST)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
            return Reply.wrong(400, "That is no JSON: " + noJson.getOriginalMessage());
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return Reply.wrong(400, String.valueOf(wrong.getMessage()));
        } catch (UncheckedIOException | IOException unreachable) {
            log.warn("{}", unreachable.getMessage());
            return Reply.wrong(502, "The platform cannot be reached: " + unreachable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Reply.wrong(503, "The simulator ends");
        }
    }

    private Reply show(List<String> path) throws IOException, InterruptedException {
        if (path.isEmpty()) {
            return new Reply(200, overview());
        }
        if (path.get(0).equals("fleet")) {
            return FleetApi.show(fleet(), path)
                    .map(shown -> new Reply(200, shown))
                    .orElseGet(MarketDoor::nothingHere);
        }
        if (path.size() == 2 && path.get(0).equals("switches")) {
            return new Reply(200, Map.of("switchId", path.get(1), "notices", notices(path.get(1))));
        }
        if (path.size() == 3 && path.get(0).equals("suppliers") && path.get(2).equals("answers")) {
            return new Reply(200, answers(supplier(path.get(1))));
        }
        return nothingHere();
    }

    private Reply tell(List<String> path, JsonNode data) throws IOException, InterruptedException {
        if (path.equals(List.of("switches"))) {
            return requestSwitch(data);
        }
        if (!path.isEmpty() && path.get(0).equals("fleet")) {
            return FleetApi.tell(fleet(), path, data)
                    .map(shown -> new Reply(200, shown))
                    .orElseGet(MarketDoor::nothingHere);
        }
        if (path.size() != 3 || !path.get(0).equals("suppliers")) {
            return nothingHere();
        }
        PlayedSupplier supplier = supplier(path.get(1));
        return switch (path.get(2)) {
            case "objections" ->
                Reply.of(supplier.desk().object(text(data, "switchId"), json.convertValue(data, Map.class)), Map.of());
            case "withdrawals" ->
                Reply.of(supplier.desk().withdraw(text(data, "switchId"), text(data, "reason")), Map.of());
            case "annulments" ->
                Reply.of(supplier.desk().annul(text(data, "switchId"), text(data, "reason")), Map.of());
            case "requests" -> ask(supplier, data);
            default -> nothingHere();
        };
    }

    private Fleet fleet() {
        return market.fleet().orElseThrow(() -> new IllegalArgumentException("No meters are played here"));
    }

    private static Reply nothingHere() {
        return Reply.wrong(
                404,
                "There are GET /, POST /switches, GET /switches/ID, POST /suppliers/ID/objections, …/withdrawals,"
                        + " …/annulments and …/requests, GET /suppliers/ID/answers, GET and POST /fleet and /fleet/EUI");
    }

    private Reply requestSwitch(JsonNode data) {
        String id = data.path("switchId").asText(RegistrationBody.newSwitchId());
        MarketApi.Answer answer = market.registrationBody()
                .orElseThrow(() -> new IllegalArgumentException("No registration body is played here"))
                .requestSwitch(
                        id,
                        new Mpxn(text(data, "mpxn")),
                        new Mpid(text(data, "gainingSupplier")),
                        LocalDate.parse(text(data, "supplyStartDate")),
                        data.path("prepayment").asBoolean());
        return Reply.of(answer, Map.of("switchId", id));
    }

    private static Reply ask(PlayedSupplier supplier, JsonNode data) throws IOException, InterruptedException {
        SimulatedSupplier user = supplier.users().stream()
                .filter(one -> !data.has("user") || one.user().equals(Eui64.of(text(data, "user"))))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The supplier has no such user"));
        SimulatedSupplier.Asked asked = user.ask(request(text(data, "variant"), Eui64.of(text(data, "device"))));
        return new Reply(
                200,
                Map.of(
                        "requestId", asked.id().toString(),
                        "code", asked.acknowledgement().code()));
    }

    private static SupplierRequest request(String variant, Eui64 device) {
        return switch (variant) {
            case "4.1.1" -> SupplierRequest.readRegisters(device);
            case "4.3" -> SupplierRequest.readBalance(device);
            case "8.2" -> SupplierRequest.readInventory("DeviceID", device.value());
            case "11.2" -> SupplierRequest.readFirmware(device);
            default -> throw new IllegalArgumentException("variant is 4.1.1, 4.3, 8.2 or 11.2, not " + variant);
        };
    }

    private Map<String, Object> overview() {
        Map<String, Object> overview = new LinkedHashMap<>();
        market.fleet()
                .ifPresent(fleet -> overview.put("hubs", Map.of("all", fleet.size(), "connected", fleet.connected())));
        overview.put("registrationBody", market.registrationBody().isPresent());
        overview.put("suppliers", market.suppliers().map(MarketDoor::show).toList());
        return overview;
    }

    private static Map<String, Object> show(PlayedSupplier supplier) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", supplier.participant().id());
        shown.put("name", supplier.participant().name());
        shown.put(
                "marketNames",
                supplier.participant().mpids().stream().map(Mpid::value).toList());
        Map<String, Object> users = new LinkedHashMap<>();
        supplier.users()
                .forEach(user ->
                        users.put(user.user().value(), user.responseAddress().toString()));
        shown.put("responseAddresses", users);
        shown.put("webhook", supplier.desk().webhook().toString());
        shown.put("webhookSecretKnown", supplier.desk().hasSecret());
        return shown;
    }

    private List<Map<String, Object>> notices(String switchId) {
        return market.suppliers()
                .flatMap(supplier -> supplier.desk().notices().stream()
                        .filter(notice -> notice.subject().equals(switchId))
                        .map(notice -> Map.<String, Object>of(
                                "supplier",
                                supplier.participant().id(),
                                "type",
                                notice.type(),
                                "data",
                                tree(notice.data()))))
                .toList();
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private static List<Map<String, Object>> answers(PlayedSupplier supplier) throws IOException, InterruptedException {
        List<Map<String, Object>> answers = new java.util.ArrayList<>();
        for (SimulatedSupplier user : supplier.users()) {
            List<DuisResponse> received = user.received();
            for (DuisResponse one : received.subList(Math.max(0, received.size() - MOST_ANSWERS), received.size())) {
                answers.add(show(user, one));
            }
        }
        return answers;
    }

    private static Map<String, Object> show(SimulatedSupplier user, DuisResponse answer)
            throws IOException, InterruptedException {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("user", user.user().value());
        answer.requestId().ifPresent(id -> shown.put("requestId", id));
        shown.put("kind", answer.kind());
        shown.put("code", answer.code());
        shown.put("time", answer.time().toString());
        if (answer.gbcsPayload().isPresent()) {
            try {
                shown.put("device", user.read(answer).toString());
            } catch (MalformedGbcs unreadable) {
                shown.put("device", "cannot be read: " + unreadable.getMessage());
            }
        }
        return shown;
    }

    private PlayedSupplier supplier(String party) {
        return market.supplier(party)
                .orElseThrow(() -> new IllegalArgumentException("No supplier " + party + " is played here"));
    }

    private static String text(JsonNode data, String name) {
        String text = data.path(name).asText("");
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }
}
