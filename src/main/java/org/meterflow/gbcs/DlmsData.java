package org.meterflow.gbcs;

import java.util.List;
import org.meterflow.gbcs.DlmsType.FixedType;
import org.meterflow.gbcs.DlmsType.NumericType;
import org.meterflow.gbcs.DlmsType.TextType;

/** A value as electricity meters and hubs write it (IEC 62056-5-3, Data, in A-XDR). */
public sealed interface DlmsData {

    Null NULL = new Null();

    record Null() implements DlmsData {}

    /** Values of one kind. */
    record Array(List<DlmsData> elements) implements DlmsData {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** Values that belong together. */
    record Structure(List<DlmsData> elements) implements DlmsData {
        public Structure {
            elements = List.copyOf(elements);
        }
    }

    /** @param octet 00 is false, everything else true; GBCS writes FF */
    record Bool(int octet) implements DlmsData {
        public boolean isTrue() {
            return octet != 0;
        }
    }

    /** @param count of bits, the first the highest of the first byte */
    record BitString(int count, Octets octets) implements DlmsData {}

    /** @param value of an unsigned 64-bit number may be negative here */
    record Numeric(NumericType type, long value) implements DlmsData {}

    record Text(TextType type, Octets octets) implements DlmsData {}

    /** A value of a width of its own that GBCS itself has no use for, such as a float, kept in its bytes. */
    record Fixed(FixedType type, Octets octets) implements DlmsData {
        public Fixed {
            type.requireLength(octets);
        }
    }

    /** Many rows of one shape, the shape written once. */
    record CompactArray(Shape shape, List<DlmsData> rows) implements DlmsData {
        public CompactArray {
            rows = List.copyOf(rows);
        }

        @Override
        public List<DlmsData> elements() {
            return rows;
        }
    }

    /** What the rows of a compact array look like. */
    sealed interface Shape {
        /** @param tag of the value, as it would stand before it */
        record Scalar(int tag) implements Shape {}

        record Fields(List<Shape> fields) implements Shape {
            public Fields {
                fields = List.copyOf(fields);
            }
        }

        record Repeated(int count, Shape element) implements Shape {}
    }

    static Structure structure(DlmsData... elements) {
        return new Structure(List.of(elements));
    }

    static Array array(DlmsData... elements) {
        return new Array(List.of(elements));
    }

    static Bool bool(boolean value) {
        return new Bool(value ? 0xFF : 0);
    }

    static Text octets(Octets value) {
        return new Text(TextType.OCTETS, value);
    }

    static Numeric i8(long value) {
        return new Numeric(NumericType.I8, value);
    }

    static Numeric i16(long value) {
        return new Numeric(NumericType.I16, value);
    }

    static Numeric i32(long value) {
        return new Numeric(NumericType.I32, value);
    }

    static Numeric u8(long value) {
        return new Numeric(NumericType.U8, value);
    }

    static Numeric u16(long value) {
        return new Numeric(NumericType.U16, value);
    }

    static Numeric u32(long value) {
        return new Numeric(NumericType.U32, value);
    }

    static Numeric enumerated(long value) {
        return new Numeric(NumericType.ENUM, value);
    }

    /** @throws MalformedGbcs when this is no whole number */
    default long number() {
        if (this instanceof Numeric numeric) {
            return numeric.value();
        }
        throw new MalformedGbcs("Expected a number, found " + this);
    }

    /** @throws MalformedGbcs when this is no string of bytes */
    default Octets text() {
        if (this instanceof Text text) {
            return text.octets();
        }
        throw new MalformedGbcs("Expected a string of bytes, found " + this);
    }

    /** The elements of an array, a structure or a compact array. */
    default List<DlmsData> elements() {
        throw new MalformedGbcs("Expected a structure or an array, found " + this);
    }

    /** @throws MalformedGbcs when there is no such element, counted from 0 */
    default DlmsData at(int index) {
        List<DlmsData> all = elements();
        if (index >= all.size()) {
            throw new MalformedGbcs("Expected at least %s elements, found %s".formatted(index + 1, all.size()));
        }
        return all.get(index);
    }

    static DlmsData parse(Octets bytes) {
        return DlmsCodec.parse(bytes);
    }

    default Octets encode() {
        OctetWriter writer = new OctetWriter();
        DlmsCodec.write(this, writer);
        return writer.toOctets();
    }
}
