package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsNotification;
import org.meterflow.gbcs.DlmsPlaces;
import org.meterflow.gbcs.DlmsPlaces.Asked;
import org.meterflow.gbcs.DlmsRequest;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.NamedValue;
import org.meterflow.gbcs.Octets;

/** What electricity meters and hubs are asked, answer and say unasked, as trees. */
final class DlmsTree {

    static final String REQUEST = "access-request";
    static final String RESPONSE = "access-response";
    static final String NOTIFICATION = "data-notification";

    private DlmsTree() {}

    static ObjectNode request(Octets payload) {
        DlmsRequest request = DlmsRequest.parse(payload);
        ObjectNode node = begin(REQUEST, request.invokeId());
        ArrayNode items = node.putArray("items");
        Iterator<Asked> asked = DlmsPlaces.ofCommand(request).iterator();
        for (Item item : request.items()) {
            items.add(ItemTree.of(item, asked.next()));
        }
        return node;
    }

    private static ObjectNode begin(String kind, long invokeId) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind).put("invokeId", "%08X".formatted(invokeId));
    }

    /** @param messageCode tells the command, whose items the results are named after */
    static ObjectNode response(int messageCode, Octets payload) {
        DlmsResponse response = DlmsResponse.parse(payload);
        ObjectNode node = begin(RESPONSE, response.invokeId());
        ArrayNode results = node.putArray("results");
        Iterator<NamedValue> names = DlmsPlaces.ofAnswer(messageCode, response).iterator();
        for (Result result : response.results()) {
            ObjectNode each = results.addObject();
            NamedValue named = names.next();
            if (!named.name().isEmpty()) {
                each.put("name", named.name());
            }
            each.put("verb", result.verb().name());
            each.put("result", result.code());
            each.put("meaning", DlmsResponse.meaning(result.code()));
            if (!result.data().equals(DlmsData.NULL)) {
                each.set("data", DataTree.of(result.data(), named));
            }
        }
        return node;
    }

    static ObjectNode notification(int messageCode, Octets payload) {
        DlmsNotification notification = DlmsNotification.parse(payload);
        ObjectNode node = begin(NOTIFICATION, notification.invokeId());
        AlertNames.explain(notification.content(), node);
        node.set("content", DataTree.of(notification.content(), DlmsPlaces.ofAlert(messageCode, notification)));
        return node;
    }

    static Octets read(String kind, RequestPath payload) {
        long invokeId = payload.at("invokeId").hexNumber(8) & 0xFFFFFFFFL;
        return switch (kind) {
            case REQUEST -> {
                DlmsRequest request = new DlmsRequest(invokeId, items(payload.at("items")));
                yield same(request, request.encode(), DlmsRequest::parse);
            }
            case RESPONSE -> {
                DlmsResponse response = new DlmsResponse(invokeId, results(payload.at("results")));
                yield same(response, response.encode(), DlmsResponse::parse);
            }
            default -> {
                DlmsNotification notification = new DlmsNotification(invokeId, DataTree.read(payload.at("content")));
                yield same(notification, notification.encode(), DlmsNotification::parse);
            }
        };
    }

    /** A value that says two things at once, such as rows of another type than their shape, shows when read again. */
    private static <T> Octets same(T said, Octets encoded, Function<Octets, T> parsing) {
        if (!parsing.apply(encoded).equals(said)) {
            throw new Refused("The payload cannot be read again as the same: a row does not fit its shape");
        }
        return encoded;
    }

    private static List<Item> items(RequestPath place) {
        List<Item> items = new ArrayList<>();
        place.elements().forEach(element -> items.add(ItemTree.read(element)));
        return items;
    }

    private static List<Result> results(RequestPath place) {
        List<Result> results = new ArrayList<>();
        for (RequestPath each : place.elements()) {
            results.add(
                    new Result(ItemTree.verb(each.at("verb")), each.at("result").number(0, 0xFF), ItemTree.data(each)));
        }
        return results;
    }
}
