package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsData.Array;
import org.meterflow.gbcs.DlmsData.CompactArray;
import org.meterflow.gbcs.DlmsData.Structure;

/** Values to bytes and back. Depth is bounded, and every element takes at least a byte, so hostile input stays small. */
final class DlmsCodec {

    static final int ARRAY = 0x01;
    static final int STRUCTURE = 0x02;
    static final int COMPACT_ARRAY = 0x13;
    private static final int DEEPEST = 12;

    private DlmsCodec() {}

    static DlmsData parse(Octets bytes) {
        OctetReader reader = new OctetReader(bytes.shared());
        DlmsData data = read(reader);
        reader.expectEnd("the value");
        return data;
    }

    static DlmsData read(OctetReader reader) {
        return read(reader, 0);
    }

    private static DlmsData read(OctetReader reader, int depth) {
        int tag = reader.u8("a value's tag");
        return switch (tag) {
            case ARRAY -> new Array(readMany(reader, reader.berLength("an array's count"), deeper(depth)));
            case STRUCTURE -> new Structure(readMany(reader, reader.berLength("a structure's count"), deeper(depth)));
            case COMPACT_ARRAY -> CompactArrayCodec.read(reader);
            default -> ScalarCodec.read(reader, tag);
        };
    }

    static int deeper(int depth) {
        if (depth == DEEPEST) {
            throw new MalformedGbcs("Values are nested deeper than " + DEEPEST);
        }
        return depth + 1;
    }

    private static List<DlmsData> readMany(OctetReader reader, int count, int depth) {
        List<DlmsData> elements = new ArrayList<>(Math.min(count, reader.remaining()));
        for (int i = 0; i < count; i++) {
            elements.add(read(reader, depth));
        }
        return elements;
    }

    static void write(DlmsData data, OctetWriter writer) {
        if (data instanceof Array array) {
            writeMany(writer.u8(ARRAY), array.elements());
        } else if (data instanceof Structure structure) {
            writeMany(writer.u8(STRUCTURE), structure.elements());
        } else if (data instanceof CompactArray compact) {
            CompactArrayCodec.write(compact, writer);
        } else {
            writer.u8(ScalarCodec.tagOf(data));
            ScalarCodec.write(data, writer);
        }
    }

    private static void writeMany(OctetWriter writer, List<DlmsData> elements) {
        writer.berLength(elements.size());
        for (DlmsData element : elements) {
            write(element, writer);
        }
    }
}
