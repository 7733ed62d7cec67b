package org.meterflow.simulator;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.CompactArray;
import org.meterflow.gbcs.DlmsData.Shape;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.DlmsType;
import org.meterflow.gbcs.Octets;

/** Whether a value is of the type an object has, and the values of which others are made. */
final class Shapes {

    static final DlmsData OCTETS = DlmsData.octets(Octets.NONE);
    static final DlmsData U8 = DlmsData.u8(0);
    static final DlmsData U16 = DlmsData.u16(0);
    static final DlmsData U32 = DlmsData.u32(0);
    static final DlmsData I8 = DlmsData.i8(0);
    static final DlmsData I32 = DlmsData.i32(0);
    static final DlmsData BOOL = DlmsData.bool(false);
    static final DlmsData BITS = new DlmsData.BitString(0, Octets.NONE);
    static final DlmsData VISIBLE = new DlmsData.Text(DlmsType.TextType.VISIBLE, Octets.NONE);

    /** Special days: index, date, day profile. */
    static final DlmsData SPECIAL_DAYS = DlmsData.array(DlmsData.structure(U16, OCTETS, U8));

    /** A schedule's entries. */
    static final DlmsData SCHEDULE =
            DlmsData.array(DlmsData.structure(U16, BOOL, OCTETS, U16, OCTETS, U16, BITS, BITS, OCTETS, OCTETS));

    static final DlmsData UNIT_CHARGE = DlmsData.structure(
            DlmsData.structure(I8, I8),
            DlmsData.structure(U16, OCTETS, I8),
            DlmsData.array(DlmsData.structure(OCTETS, DlmsData.i16(0))));

    private static final int TAG_U16 = 0x12;
    private static final int TAG_U32 = 0x06;
    private static final int TAG_I32 = 0x05;
    private static final int TAG_ENUM = 0x16;
    private static final int TAG_OCTETS = 0x09;

    static final Shape NUMBER = new Shape.Scalar(TAG_U32);
    static final Shape SIGNED = new Shape.Scalar(TAG_I32);
    static final Shape CODE = new Shape.Scalar(TAG_U16);
    static final Shape CHOICE = new Shape.Scalar(TAG_ENUM);
    static final Shape BYTES = new Shape.Scalar(TAG_OCTETS);

    private Shapes() {}

    static CompactArray rows(List<? extends DlmsData> rows, Shape... fields) {
        return new CompactArray(new Shape.Fields(List.of(fields)), List.copyOf(rows));
    }

    static DlmsData unit(int scale, int unit) {
        return DlmsData.structure(DlmsData.i8(scale), DlmsData.enumerated(unit));
    }

    static DlmsData octets(String hex) {
        return DlmsData.octets(Octets.ofHex(hex));
    }

    /** A full date and time, as it stands in values. */
    static DlmsData time(Instant at) {
        return DlmsData.octets(DlmsTime.encode(at));
    }

    static DlmsData zeros(int count) {
        return new DlmsData.Array(Collections.nCopies(count, DlmsData.u32(0)));
    }

    /** @param shape an example of the type; an array's first element stands for all; null fits everything */
    static boolean fits(@Nullable DlmsData shape, DlmsData value) {
        if (shape == null) {
            return true;
        }
        if (shape instanceof DlmsData.Numeric number) {
            return value instanceof DlmsData.Numeric other && other.type() == number.type();
        }
        if (shape instanceof DlmsData.Text text) {
            return value instanceof DlmsData.Text other && other.type() == text.type();
        }
        if (shape instanceof DlmsData.Structure) {
            return value instanceof DlmsData.Structure && fitPairwise(shape.elements(), value.elements());
        }
        if (shape instanceof DlmsData.Array) {
            return value instanceof DlmsData.Array
                    && (shape.elements().isEmpty()
                            || value.elements().stream().allMatch(element -> fits(shape.at(0), element)));
        }
        return shape.getClass() == value.getClass();
    }

    private static boolean fitPairwise(List<DlmsData> shapes, List<DlmsData> values) {
        boolean fit = shapes.size() == values.size();
        for (int i = 0; fit && i < shapes.size(); i++) {
            fit = fits(shapes.get(i), values.get(i));
        }
        return fit;
    }
}
