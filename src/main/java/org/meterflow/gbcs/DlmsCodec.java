package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData.Array;
import org.meterflow.gbcs.DlmsData.BitString;
import org.meterflow.gbcs.DlmsData.Bool;
import org.meterflow.gbcs.DlmsData.CompactArray;
import org.meterflow.gbcs.DlmsData.Fixed;
import org.meterflow.gbcs.DlmsData.FixedType;
import org.meterflow.gbcs.DlmsData.Null;
import org.meterflow.gbcs.DlmsData.Numeric;
import org.meterflow.gbcs.DlmsData.NumericType;
import org.meterflow.gbcs.DlmsData.Shape;
import org.meterflow.gbcs.DlmsData.Structure;
import org.meterflow.gbcs.DlmsData.Text;
import org.meterflow.gbcs.DlmsData.TextType;

/** Values to bytes and back. Depth is bounded, and every element takes at least a byte, so hostile input stays small. */
final class DlmsCodec {

    private static final int NULL = 0x00;
    private static final int ARRAY = 0x01;
    private static final int STRUCTURE = 0x02;
    private static final int BOOLEAN = 0x03;
    private static final int BIT_STRING = 0x04;
    private static final int COMPACT_ARRAY = 0x13;
    private static final int DEEPEST = 12;

    private static final @Nullable NumericType[] NUMERIC = new NumericType[256];
    private static final @Nullable TextType[] TEXT = new TextType[256];
    private static final @Nullable FixedType[] FIXED = new FixedType[256];

    static {
        for (NumericType type : NumericType.values()) {
            NUMERIC[type.tag] = type;
        }
        for (TextType type : TextType.values()) {
            TEXT[type.tag] = type;
        }
        for (FixedType type : FixedType.values()) {
            FIXED[type.tag] = type;
        }
    }

    private DlmsCodec() {}

    static DlmsData read(OctetReader reader) {
        return read(reader, 0);
    }

    private static DlmsData read(OctetReader reader, int depth) {
        int tag = reader.u8("a value's tag");
        return switch (tag) {
            case ARRAY -> new Array(readMany(reader, reader.berLength("an array's count"), deeper(depth)));
            case STRUCTURE -> new Structure(readMany(reader, reader.berLength("a structure's count"), deeper(depth)));
            case COMPACT_ARRAY -> readCompactArray(reader);
            default -> readScalar(reader, tag);
        };
    }

    private static int deeper(int depth) {
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

    private static DlmsData readScalar(OctetReader reader, int tag) {
        NumericType numeric = NUMERIC[tag];
        if (numeric != null) {
            return readNumeric(reader, numeric);
        }
        TextType text = TEXT[tag];
        if (text != null) {
            return new Text(text, reader.octets(reader.berLength("a string"), "a string"));
        }
        FixedType fixed = FIXED[tag];
        if (fixed != null) {
            return new Fixed(fixed, reader.octets(fixed.length, "a value of fixed length"));
        }
        return switch (tag) {
            case NULL -> DlmsData.NULL;
            case BOOLEAN -> new Bool(reader.u8("a boolean"));
            case BIT_STRING -> {
                int count = reader.berLength("a bit string");
                yield new BitString(count, reader.octets((count + 7) / 8, "a bit string"));
            }
            default ->
                throw new MalformedGbcs(
                        "Tag %02X at byte %s begins no value in use".formatted(tag, reader.position() - 1));
        };
    }

    private static Numeric readNumeric(OctetReader reader, NumericType type) {
        long value = reader.unsigned(type.length, "a number");
        if (type.signed) {
            int unused = 64 - 8 * type.length;
            value = value << unused >> unused;
        }
        return new Numeric(type, value);
    }

    private static CompactArray readCompactArray(OctetReader reader) {
        Shape shape = readShape(reader, 0);
        OctetReader packed = reader.slice(reader.berLength("the rows"), "the rows");
        List<DlmsData> rows = new ArrayList<>();
        while (packed.remaining() > 0) {
            rows.add(readPacked(packed, shape));
        }
        return new CompactArray(shape, rows);
    }

    private static Shape readShape(OctetReader reader, int depth) {
        int tag = reader.u8("a row's shape");
        if (tag == STRUCTURE) {
            int count = positive(reader.berLength("a row's fields"));
            List<Shape> fields = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                fields.add(readShape(reader, deeper(depth)));
            }
            return new Shape.Fields(fields);
        }
        if (tag == ARRAY) {
            int count = positive(reader.u16("a field's repetitions"));
            return new Shape.Repeated(count, readShape(reader, deeper(depth)));
        }
        if (tag == NULL || tag == COMPACT_ARRAY) {
            throw new MalformedGbcs("Rows cannot consist of values with tag %02X".formatted(tag));
        }
        return new Shape.Scalar(tag);
    }

    private static int positive(int count) {
        if (count == 0) {
            throw new MalformedGbcs("A row's fields cannot be none");
        }
        return count;
    }

    private static DlmsData readPacked(OctetReader reader, Shape shape) {
        if (shape instanceof Shape.Scalar scalar) {
            return readScalar(reader, scalar.tag());
        }
        List<DlmsData> elements = new ArrayList<>();
        if (shape instanceof Shape.Repeated repeated) {
            for (int i = 0; i < repeated.count(); i++) {
                elements.add(readPacked(reader, repeated.element()));
            }
            return new Array(elements);
        }
        for (Shape field : ((Shape.Fields) shape).fields()) {
            elements.add(readPacked(reader, field));
        }
        return new Structure(elements);
    }

    static void write(DlmsData data, OctetWriter writer) {
        if (data instanceof Array array) {
            writeMany(writer.u8(ARRAY), array.elements());
        } else if (data instanceof Structure structure) {
            writeMany(writer.u8(STRUCTURE), structure.elements());
        } else if (data instanceof CompactArray compact) {
            writeCompactArray(compact, writer);
        } else {
            writer.u8(tagOf(data));
            writeScalar(data, writer);
        }
    }

    private static void writeMany(OctetWriter writer, List<DlmsData> elements) {
        writer.berLength(elements.size());
        for (DlmsData element : elements) {
            write(element, writer);
        }
    }

    private static int tagOf(DlmsData data) {
        if (data instanceof Numeric numeric) {
            return numeric.type().tag;
        }
        if (data instanceof Text text) {
            return text.type().tag;
        }
        if (data instanceof Fixed fixed) {
            return fixed.type().tag;
        }
        if (data instanceof Bool) {
            return BOOLEAN;
        }
        return data instanceof Null ? NULL : BIT_STRING;
    }

    private static void writeScalar(DlmsData data, OctetWriter writer) {
        if (data instanceof Numeric numeric) {
            writer.unsigned(numeric.value(), numeric.type().length);
        } else if (data instanceof Text text) {
            writer.counted(text.octets().shared());
        } else if (data instanceof Fixed fixed) {
            writer.put(fixed.octets());
        } else if (data instanceof Bool bool) {
            writer.u8(bool.octet());
        } else if (data instanceof BitString bits) {
            writer.berLength(bits.count()).put(bits.octets());
        }
    }

    private static void writeCompactArray(CompactArray compact, OctetWriter writer) {
        OctetWriter packed = new OctetWriter();
        for (DlmsData row : compact.rows()) {
            writePacked(row, packed);
        }
        writeShape(compact.shape(), writer.u8(COMPACT_ARRAY));
        writer.counted(packed.toBytes());
    }

    private static void writeShape(Shape shape, OctetWriter writer) {
        if (shape instanceof Shape.Fields structure) {
            writer.u8(STRUCTURE).berLength(structure.fields().size());
            for (Shape field : structure.fields()) {
                writeShape(field, writer);
            }
        } else if (shape instanceof Shape.Repeated repeated) {
            writeShape(repeated.element(), writer.u8(ARRAY).u16(repeated.count()));
        } else if (shape instanceof Shape.Scalar scalar) {
            writer.u8(scalar.tag());
        }
    }

    private static void writePacked(DlmsData data, OctetWriter writer) {
        if (data instanceof Array || data instanceof Structure) {
            for (DlmsData element : data.elements()) {
                writePacked(element, writer);
            }
        } else {
            writeScalar(data, writer);
        }
    }
}
