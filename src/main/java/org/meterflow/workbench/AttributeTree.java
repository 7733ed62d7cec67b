package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.meterflow.gbcs.Clusters;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;
import org.meterflow.gbcs.Zcl.Attribute;
import org.meterflow.gbcs.ZclStatus;
import org.meterflow.gbcs.ZclTypes;

/** Attributes of gas meters as trees: those asked for, and those answered. */
final class AttributeTree {

    private AttributeTree() {}

    static void ids(int cluster, Octets content, ObjectNode node) {
        ArrayNode attributes = node.putArray("attributes");
        Zcl.attributeIds(content).forEach(id -> name(cluster, id, attributes.addObject()));
    }

    private static void name(int cluster, int id, ObjectNode node) {
        node.put("id", "%04X".formatted(id));
        Clusters.attribute(cluster, id).ifPresent(name -> node.put("name", name));
    }

    static void values(int cluster, Octets content, ObjectNode node) {
        var values = Zcl.attributes(content);
        if (!Zcl.encode(values).equals(content)) {
            throw new MalformedGbcs("The attributes are not written in the usual way");
        }
        ArrayNode attributes = node.putArray("attributes");
        for (Attribute attribute : values) {
            ObjectNode each = attributes.addObject();
            name(cluster, attribute.id(), each);
            each.put("status", "%02X".formatted(attribute.status()));
            Integer type = attribute.type();
            if (type == null) {
                each.put("meaning", ZclStatus.meaning(attribute.status()));
                continue;
            }
            each.put("type", "%02X".formatted(type));
            if (ZclTypes.isText(type)) {
                Readable.explain(
                        attribute.text(), each.put("value", attribute.text().hex()));
            } else {
                each.set("value", ZclTree.number(attribute.number(), ZclTypes.length(type), ZclTypes.isSigned(type)));
            }
        }
    }

    static Attribute read(RequestPath place) {
        int id = id(place);
        int status = place.at("status").hexNumber(2);
        if (status != Zcl.SUCCESS) {
            return Attribute.failed(id, status);
        }
        int type = place.at("type").hexNumber(2);
        if (ZclTypes.isText(type)) {
            return new Attribute(id, status, type, 0, place.at("value").octets());
        }
        long value = place.at("value").number(8 * ZclTypes.length(type), ZclTypes.isSigned(type));
        return new Attribute(id, status, type, value, Octets.NONE);
    }

    /** An attribute's id, alone or with its name beside it. */
    static int id(RequestPath place) {
        return (place.node().isObject() ? place.at("id") : place).hexNumber(4);
    }
}
