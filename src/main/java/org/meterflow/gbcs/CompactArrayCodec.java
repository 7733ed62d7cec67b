package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsData.Array;
import org.meterflow.gbcs.DlmsData.CompactArray;
import org.meterflow.gbcs.DlmsData.Shape;
import org.meterflow.gbcs.DlmsData.Structure;

/** Rows of one shape, which stands before them once, to bytes and back. */
final class CompactArrayCodec {

    private CompactArrayCodec() {}

    static CompactArray read(OctetReader reader) {
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
        if (tag == DlmsCodec.STRUCTURE) {
            int count = positive(reader.berLength("a row's fields"));
            List<Shape> fields = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                fields.add(readShape(reader, DlmsCodec.deeper(depth)));
            }
            return new Shape.Fields(fields);
        }
        if (tag == DlmsCodec.ARRAY) {
            int count = positive(reader.u16("a field's repetitions"));
            return new Shape.Repeated(count, readShape(reader, DlmsCodec.deeper(depth)));
        }
        if (tag == ScalarCodec.NULL || tag == DlmsCodec.COMPACT_ARRAY) {
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
            return ScalarCodec.read(reader, scalar.tag());
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

    static void write(CompactArray compact, OctetWriter writer) {
        OctetWriter packed = new OctetWriter();
        for (DlmsData row : compact.rows()) {
            writePacked(row, packed);
        }
        writeShape(compact.shape(), writer.u8(DlmsCodec.COMPACT_ARRAY));
        writer.counted(packed.toBytes());
    }

    private static void writeShape(Shape shape, OctetWriter writer) {
        if (shape instanceof Shape.Fields structure) {
            writer.u8(DlmsCodec.STRUCTURE).berLength(structure.fields().size());
            for (Shape field : structure.fields()) {
                writeShape(field, writer);
            }
        } else if (shape instanceof Shape.Repeated repeated) {
            writeShape(repeated.element(), writer.u8(DlmsCodec.ARRAY).u16(repeated.count()));
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
            ScalarCodec.write(data, writer);
        }
    }
}
