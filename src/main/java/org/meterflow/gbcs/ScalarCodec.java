package org.meterflow.gbcs;

import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData.BitString;
import org.meterflow.gbcs.DlmsData.Bool;
import org.meterflow.gbcs.DlmsData.Fixed;
import org.meterflow.gbcs.DlmsData.Null;
import org.meterflow.gbcs.DlmsData.Numeric;
import org.meterflow.gbcs.DlmsData.Text;
import org.meterflow.gbcs.DlmsType.FixedType;
import org.meterflow.gbcs.DlmsType.NumericType;
import org.meterflow.gbcs.DlmsType.TextType;

/** Values that hold no others, to bytes and back; their tag stands apart. */
final class ScalarCodec {

    static final int NULL = 0x00;
    private static final int BOOLEAN = 0x03;
    private static final int BIT_STRING = 0x04;

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

    private ScalarCodec() {}

    static DlmsData read(OctetReader reader, int tag) {
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

    static int tagOf(DlmsData data) {
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

    static void write(DlmsData data, OctetWriter writer) {
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
}
