package org.meterflow.gbcs;

/** The types of values that hold no others, as their tags tell them apart (IEC 62056-5-3, Data). */
public sealed interface DlmsType {

    int tag();

    /** Whole numbers, by width and sign. */
    enum NumericType implements DlmsType {
        I8(0x0F, 1, true),
        I16(0x10, 2, true),
        I32(0x05, 4, true),
        I64(0x14, 8, true),
        U8(0x11, 1, false),
        U16(0x12, 2, false),
        U32(0x06, 4, false),
        U64(0x15, 8, false),
        ENUM(0x16, 1, false);

        final int tag;
        final int length;
        final boolean signed;

        NumericType(int tag, int length, boolean signed) {
            this.tag = tag;
            this.length = length;
            this.signed = signed;
        }

        boolean fits(long value) {
            if (length == 8) {
                return true;
            }
            long above = 1L << 8 * length - (signed ? 1 : 0);
            return value < above && value >= (signed ? -above : 0);
        }

        @Override
        public int tag() {
            return tag;
        }

        public int bits() {
            return 8 * length;
        }

        public boolean isSigned() {
            return signed;
        }
    }

    /** Values whose type alone says how long they are, other than whole numbers. */
    enum FixedType implements DlmsType {
        BCD(0x0D, 1),
        FLOAT32(0x17, 4),
        FLOAT64(0x18, 8),
        DATE_TIME(0x19, 12),
        DATE(0x1A, 5),
        TIME(0x1B, 4);

        final int tag;
        final int length;

        FixedType(int tag, int length) {
            this.tag = tag;
            this.length = length;
        }

        void requireLength(Octets octets) {
            if (octets.length() != length) {
                throw new MalformedGbcs(
                        "A value of type %s has %s bytes, not %s".formatted(this, length, octets.length()));
            }
        }

        @Override
        public int tag() {
            return tag;
        }
    }

    /** Strings of bytes. */
    enum TextType implements DlmsType {
        OCTETS(0x09),
        VISIBLE(0x0A),
        UTF8(0x0C);

        final int tag;

        TextType(int tag) {
            this.tag = tag;
        }

        @Override
        public int tag() {
            return tag;
        }
    }
}
