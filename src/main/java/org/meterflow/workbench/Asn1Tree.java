package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.NamedValue;
import org.meterflow.gbcs.NamedValues;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Unsealing;

/** ASN.1 values as trees. What stands in {@code number} and {@code text} counts; else {@code value}, in hex. */
final class Asn1Tree {

    static final String KIND = "asn1";

    private static final int BOOLEAN = 0x01;
    static final int UTC_TIME = 0x17;
    private static final int CONSTRUCTED = 0x20;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(BOOLEAN, "BOOLEAN"),
            Map.entry(Der.INTEGER, "INTEGER"),
            Map.entry(Der.BIT_STRING, "BIT STRING"),
            Map.entry(Der.OCTET_STRING, "OCTET STRING"),
            Map.entry(Der.NULL, "NULL"),
            Map.entry(0x06, "OBJECT IDENTIFIER"),
            Map.entry(Der.ENUMERATED, "ENUMERATED"),
            Map.entry(0x0C, "UTF8String"),
            Map.entry(0x13, "PrintableString"),
            Map.entry(0x16, "IA5String"),
            Map.entry(UTC_TIME, "UTCTime"),
            Map.entry(Der.GENERALIZED_TIME, "GeneralizedTime"),
            Map.entry(Der.SEQUENCE, "SEQUENCE"),
            Map.entry(0x31, "SET"));

    private Asn1Tree() {}

    /** What is said stands under names as well, beside the values as they are written. */
    static ObjectNode of(GbcsMessage message) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", KIND);
        try {
            NamesBeside.list(named(message), node.putArray("named"));
        } catch (IllegalArgumentException unknownForm) {
            node.remove("named");
        }
        node.set("value", of(Der.parse(message.payload())));
        return node;
    }

    private static List<NamedValue> named(GbcsMessage message) {
        return message.kind() == Kind.COMMAND
                ? NamedValues.ofCommand(message)
                : NamedValues.of(message, Unsealing.NONE).children();
    }

    private static ObjectNode of(Der der) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("tag", "%02X".formatted(der.tag()));
        String name = NAMES.get(der.tag());
        if (name != null) {
            node.put("type", name);
        }
        if (!der.hasShortestLength()) {
            node.put("lengthForm", der.lengthBytes());
        }
        if (der instanceof Der.Node many) {
            ArrayNode children = node.putArray("children");
            many.children().forEach(child -> children.add(of(child)));
        } else {
            Asn1Leaf.put(der, node);
        }
        return node;
    }

    static Octets read(RequestPath payload) {
        return readValue(payload.at("value"), 0).encode();
    }

    private static Der readValue(RequestPath place, int depth) {
        int tag = place.at("tag").hexNumber(2);
        if ((tag & 0x1F) == 0x1F) {
            throw place.at("tag").expected("a tag of one byte");
        }
        if ((tag & CONSTRUCTED) == 0) {
            return withLength(Der.leaf(tag, Asn1Leaf.read(place)), place);
        }
        if (depth == Der.DEEPEST) {
            throw new Refused(place.path() + " is nested deeper than " + Der.DEEPEST);
        }
        List<Der> children = new ArrayList<>();
        place.at("children").elements().forEach(child -> children.add(readValue(child, depth + 1)));
        return withLength(Der.node(tag, children), place);
    }

    private static Der withLength(Der value, RequestPath place) {
        RequestPath form = place.find("lengthForm");
        if (form == null) {
            return value;
        }
        int bytes = form.number(value.lengthBytes(), 4);
        return value instanceof Der.Node node
                ? new Der.Node(node.tag(), node.children(), bytes)
                : new Der.Leaf(value.tag(), value.value(), bytes);
    }
}
