package org.meterflow.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.ZclLayout;
import org.meterflow.gbcs.ZclLayout.Field;
import org.meterflow.gbcs.ZclLayout.Group;
import org.meterflow.gbcs.ZclLayout.Part;

/** The fields of a ZigBee command as a tree, and back, after its layout. */
final class ZclTree {

    private ZclTree() {}

    /** @throws MalformedGbcs when the content does not have this layout */
    static ObjectNode of(ZclLayout layout, Octets content) {
        OctetReader reader = new OctetReader(content.bytes());
        ObjectNode node = read(layout, reader);
        reader.expectEnd("the command");
        return node;
    }

    private static ObjectNode read(ZclLayout layout, OctetReader reader) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Map<String, Long> numbers = new HashMap<>();
        for (Part part : layout.parts()) {
            if (part instanceof Field field) {
                ZclField.read(field, reader, node, numbers);
            } else {
                Group group = (Group) part;
                ArrayNode elements = node.putArray(group.name());
                String count = group.count();
                long left = count == null ? Long.MAX_VALUE : numbers.getOrDefault(count, 0L) & group.mask();
                while (count == null ? reader.remaining() > 0 : left-- > 0) {
                    elements.add(read(group.element(), reader));
                }
            }
        }
        return node;
    }

    static Octets write(ZclLayout layout, RequestPath fields) {
        OctetWriter writer = new OctetWriter();
        write(layout, fields, writer);
        return writer.toOctets();
    }

    private static void write(ZclLayout layout, RequestPath fields, OctetWriter writer) {
        for (Part part : layout.parts()) {
            RequestPath place = fields.at(part.name());
            if (part instanceof Field field) {
                ZclField.write(field, place, writer);
            } else {
                place.elements().forEach(element -> write(((Group) part).element(), element, writer));
            }
        }
    }

    /** A number of up to 48 bits as such, a longer one in digits, which every reader of JSON keeps. */
    static JsonNode number(long value, int length, boolean signed) {
        if (length <= 6) {
            return LongNode.valueOf(value);
        }
        return TextNode.valueOf(
                signed ? Long.toString(value) : new BigInteger(Long.toUnsignedString(value)).toString());
    }
}
