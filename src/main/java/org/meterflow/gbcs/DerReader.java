package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;

/** Reads ASN.1 values whose lengths are definite and whose tags have one byte; nested only so deep. */
final class DerReader {

    private DerReader() {}

    static Der read(OctetReader reader) {
        return read(reader, 0);
    }

    private static Der read(OctetReader reader, int depth) {
        int tag = reader.u8("an ASN.1 tag");
        if ((tag & 0x1F) == 0x1F) {
            throw new MalformedGbcs("ASN.1 tag %02X has more than one byte".formatted(tag));
        }
        int before = reader.position();
        int length = readLength(reader);
        int lengthBytes = reader.position() - before;
        if ((tag & 0x20) == 0) {
            return new Der.Leaf(tag, reader.octets(length, "an ASN.1 value"), lengthBytes);
        }
        if (depth == Der.DEEPEST) {
            throw new MalformedGbcs("ASN.1 values are nested deeper than " + Der.DEEPEST);
        }
        OctetReader inner = reader.slice(length, "an ASN.1 value");
        List<Der> children = new ArrayList<>();
        while (inner.remaining() > 0) {
            children.add(read(inner, depth + 1));
        }
        return new Der.Node(tag, children, lengthBytes);
    }

    private static int readLength(OctetReader reader) {
        int first = reader.u8("an ASN.1 length");
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7F;
        if (count < 1 || count > 3) {
            throw new MalformedGbcs("An ASN.1 length begins with %02X, which is not in use".formatted(first));
        }
        return (int) reader.unsigned(count, "an ASN.1 length");
    }
}
