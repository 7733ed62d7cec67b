package org.meterflow.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.ZclLayout.Field;
import org.meterflow.gbcs.ZclLayout.Type;

/** One field of a ZigBee command in a tree, and back. */
final class ZclField {

    private ZclField() {}

    static void read(Field field, OctetReader reader, ObjectNode node, Map<String, Long> numbers) {
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

    static void write(Field field, RequestPath place, OctetWriter writer) {
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
        byte[] bytes = place.text().getBytes(StandardCharsets.US_ASCII);
        if (!new String(bytes, StandardCharsets.US_ASCII).equals(place.text())) {
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
}
