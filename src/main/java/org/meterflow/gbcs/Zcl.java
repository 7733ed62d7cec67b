package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands inside a cluster message: attributes, their types and values, lowest byte first (ZigBee ZCL 2). */
public final class Zcl {

    public static final int READ_ATTRIBUTES = 0x00;
    public static final int READ_ATTRIBUTES_RESPONSE = 0x01;
    public static final int DEFAULT_RESPONSE = 0x0B;

    public static final int SUCCESS = 0x00;
    public static final int FAILURE = 0x01;
    public static final int UNSUPPORTED_ATTRIBUTE = 0x86;
    public static final int NOT_FOUND = 0x8B;
    public static final int HARDWARE_FAILURE = 0xC0;

    public static final int BITMAP8 = 0x18;
    public static final int U8 = 0x20;
    public static final int U16 = 0x21;
    public static final int U24 = 0x22;
    public static final int U32 = 0x23;
    public static final int U48 = 0x25;
    public static final int I32 = 0x2B;
    public static final int ENUM8 = 0x30;
    public static final int OCTETS = 0x41;
    public static final int TEXT = 0x42;
    public static final int UTC = 0xE2;

    private Zcl() {}

    /**
     * An attribute as it is answered.
     *
     * @param status 0 when it could be read
     * @param type null when it could not
     * @param number of numeric types, with its sign; else 0
     * @param text of strings; else empty
     */
    public record Attribute(int id, int status, @Nullable Integer type, long number, Octets text) {

        public static Attribute number(int id, int type, long value) {
            return new Attribute(id, SUCCESS, type, value, Octets.NONE);
        }

        public static Attribute text(int id, Octets value) {
            return new Attribute(id, SUCCESS, OCTETS, 0, value);
        }

        public static Attribute failed(int id, int status) {
            return new Attribute(id, status, null, 0, Octets.NONE);
        }
    }

    /** The ids of a Read Attributes command. */
    public static List<Integer> attributeIds(Octets content) {
        OctetReader reader = new OctetReader(content.shared());
        List<Integer> ids = new ArrayList<>();
        while (reader.remaining() > 0) {
            ids.add((int) reader.littleEndian(2, "an attribute's id"));
        }
        return ids;
    }

    static Octets readAttributes(List<Integer> ids) {
        OctetWriter writer = new OctetWriter();
        ids.forEach(id -> writer.littleEndian(id, 2));
        return writer.toOctets();
    }

    /** The content of a Read Attributes Response. */
    public static List<Attribute> attributes(Octets content) {
        OctetReader reader = new OctetReader(content.shared());
        List<Attribute> attributes = new ArrayList<>();
        while (reader.remaining() > 0) {
            int id = (int) reader.littleEndian(2, "an attribute's id");
            int status = reader.u8("an attribute's status");
            attributes.add(status == SUCCESS ? readValue(reader, id) : Attribute.failed(id, status));
        }
        return attributes;
    }

    private static Attribute readValue(OctetReader reader, int id) {
        int type = reader.u8("an attribute's type");
        int lengthBytes = ZclTypes.lengthBytes(type);
        if (lengthBytes > 0) {
            int textLength = (int) reader.littleEndian(lengthBytes, "a string's length");
            return new Attribute(id, SUCCESS, type, 0, reader.octets(textLength, "a string"));
        }
        int length = ZclTypes.length(type);
        long value = reader.littleEndian(length, "an attribute's value");
        if (ZclTypes.isSigned(type)) {
            int unused = 64 - 8 * length;
            value = value << unused >> unused;
        }
        return Attribute.number(id, type, value);
    }

    public static Octets encode(List<Attribute> attributes) {
        OctetWriter writer = new OctetWriter();
        for (Attribute attribute : attributes) {
            writer.littleEndian(attribute.id(), 2).u8(attribute.status());
            Integer type = attribute.type();
            if (type == null) {
                continue;
            }
            writer.u8(type);
            int lengthBytes = ZclTypes.lengthBytes(type);
            if (lengthBytes > 0) {
                writer.littleEndian(attribute.text().length(), lengthBytes).put(attribute.text());
            } else {
                writer.littleEndian(attribute.number(), ZclTypes.length(type));
            }
        }
        return writer.toOctets();
    }

    /** @param status why the command was not carried out, or 0 */
    public static Octets defaultResponse(int command, int status) {
        return new OctetWriter().u8(command).u8(status).toOctets();
    }
}
