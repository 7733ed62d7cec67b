package org.meterflow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.duis.DuisResponse;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.identifier.Mpid;

/** What can be seen of the parties that are played: who they are, what they were told of a switch, what they were answered. */
final class MarketView {

    private static final int MOST_ANSWERS = 100;

    private final SimulatedMarket market;
    private final ObjectMapper json;

    MarketView(SimulatedMarket market, ObjectMapper json) {
        this.market = market;
        this.json = json;
    }

    MarketReply show(List<String> path) throws IOException, InterruptedException {
        if (path.isEmpty()) {
            return MarketReply.ok(overview());
        }
        if (path.get(0).equals("fleet")) {
            return FleetApi.show(market.requiredFleet(), path)
                    .map(MarketReply::ok)
                    .orElseGet(MarketReply::nothingHere);
        }
        if (path.size() == 2 && path.get(0).equals("switches")) {
            return MarketReply.ok(Map.of("switchId", path.get(1), "notices", notices(path.get(1))));
        }
        if (path.size() == 3 && path.get(0).equals("suppliers") && path.get(2).equals("answers")) {
            return MarketReply.ok(answers(market.requiredSupplier(path.get(1))));
        }
        return MarketReply.nothingHere();
    }

    private Map<String, Object> overview() {
        Map<String, Object> overview = new LinkedHashMap<>();
        market.fleet()
                .ifPresent(fleet -> overview.put("hubs", Map.of("all", fleet.size(), "connected", fleet.connected())));
        overview.put("registrationBody", market.registrationBody().isPresent());
        overview.put("suppliers", market.suppliers().map(MarketView::supplier).toList());
        return overview;
    }

    private static Map<String, Object> supplier(PlayedSupplier supplier) {
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
        List<Map<String, Object>> answers = new ArrayList<>();
        for (SimulatedSupplier user : supplier.users()) {
            List<DuisResponse> received = user.received();
            for (DuisResponse one : received.subList(Math.max(0, received.size() - MOST_ANSWERS), received.size())) {
                answers.add(answer(user, one));
            }
        }
        return answers;
    }

    private static Map<String, Object> answer(SimulatedSupplier user, DuisResponse answer)
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
}
