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
import org.meterflow.gbcs.ZclLayout.Type;

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
                readField(field, reader, node, numbers);
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

    private static void readField(Field field, OctetReader reader, ObjectNode node, Map<String, Long> numbers) {
        String name = field.name();
        switch (field.type()) {
            case UNSIGNED, TIME -> {
                long value = reader.littleEndian(field.length(), name);
                Long only = field.only();
                if (only != null && only != value) {
                    throw new MalformedGbcs("%s is %s, not %s".formatted(name, value, only));
                }
                numbers.put(name, value);
                node.put(name, value);
                if (field.type() == Type.TIME) {
                    node.put(name + "Text", Readable.since2000(value));
                }
            }
            case SIGNED -> {
                int unused = 64 - 8 * field.length();
                node.put(name, reader.littleEndian(field.length(), name) << unused >> unused);
            }
            case DATE -> node.put(name, reader.octets(field.length(), name).hex());
            case OCTETS -> node.put(name, reader.octets(reader.u8(name), name).hex());
            case TEXT -> node.set(name, text(reader.octets(reader.u8(name), name)));
        }
    }

    private static JsonNode text(Octets octets) {
        String readable = Readable.printable(octets);
        if (readable != null || octets.isEmpty()) {
            return TextNode.valueOf(readable == null ? "" : readable);
        }
        return JsonNodeFactory.instance.objectNode().put("hex", octets.hex());
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
                writeField(field, place, writer);
            } else {
                place.elements().forEach(element -> write(((Group) part).element(), element, writer));
            }
        }
    }

    private static void writeField(Field field, RequestPath place, OctetWriter writer) {
        switch (field.type()) {
            case UNSIGNED, TIME, SIGNED ->
                writer.littleEndian(place.number(8 * field.length(), field.type() == Type.SIGNED), field.length());
            case DATE -> {
                Octets date = place.octets();
                if (date.length() != field.length()) {
                    throw place.expected("a date of four bytes");
                }
                writer.put(date);
            }
            case OCTETS -> counted(place.octets(), place, writer);
            case TEXT -> {
                RequestPath hex = place.node().isObject() ? place.at("hex") : null;
                counted(hex == null ? Octets.of(ascii(place)) : hex.octets(), place, writer);
            }
        }
    }

    private static byte[] ascii(RequestPath place) {
        byte[] bytes = place.text().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        if (!new String(bytes, java.nio.charset.StandardCharsets.US_ASCII).equals(place.text())) {
            throw place.expected("a text in ASCII");
        }
        return bytes;
    }

    private static void counted(Octets octets, RequestPath place, OctetWriter writer) {
        if (octets.length() > 0xFF) {
            throw place.expected("at most 255 bytes");
        }
        writer.u8(octets.length()).put(octets);
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
