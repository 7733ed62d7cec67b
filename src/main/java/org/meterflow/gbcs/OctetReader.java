package org.meterflow.gbcs;

import java.util.Arrays;

/** Reads bytes in order and never past their end: every step says what it expected when it is not there. */
public final class OctetReader {

    private final byte[] bytes;
    private final int end;
    private int position;

    public OctetReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private OctetReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    public int remaining() {
        return end - position;
    }

    public int position() {
        return position;
    }

    public int peek() {
        require(1, "a further byte");
        return bytes[position] & 0xFF;
    }

    public int u8(String what) {
        require(1, what);
        return bytes[position++] & 0xFF;
    }

    public int u16(String what) {
        return (int) unsigned(2, what);
    }

    public int i32(String what) {
        return (int) unsigned(4, what);
    }

    public long u32(String what) {
        return unsigned(4, what);
    }

    public long i64(String what) {
        return unsigned(8, what);
    }

    /** Big-endian, of 1 to 8 bytes; with 8 bytes the sign bit is the highest bit. */
    public long unsigned(int length, String what) {
        require(length, what);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[position++] & 0xFF;
        }
        return value;
    }

    /** As ZCL writes its numbers: the lowest byte first. */
    public long littleEndian(int length, String what) {
        require(length, what);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (bytes[position++] & 0xFFL) << 8 * i;
        }
        return value;
    }

    public byte[] take(int length, String what) {
        require(length, what);
        byte[] taken = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return taken;
    }

    public Octets octets(int length, String what) {
        return Octets.owning(take(length, what));
    }

    OctetReader slice(int length, String what) {
        require(length, what);
        OctetReader slice = new OctetReader(bytes, position, position + length);
        position += length;
        return slice;
    }

    public void expect(int value, String what) {
        int at = position;
        int found = u8(what);
        if (found != value) {
            throw new MalformedGbcs("Expected %02X (%s) at byte %s, found %02X".formatted(value, what, at, found));
        }
    }

    /** A BER length in its shortest form: one byte below 80, else 81 and one byte or 82 and two. */
    public int berLength(String what) {
        int at = position;
        int first = u8(what);
        int length = switch (first) {
            case 0x81 -> u8(what);
            case 0x82 -> u16(what);
            default -> first;
        };
        boolean shortest = first < 0x80 || first == 0x81 && length >= 0x80 || first == 0x82 && length >= 0x100;
        if (!shortest) {
            throw new MalformedGbcs("The length of %s at byte %s is not in a form in use".formatted(what, at));
        }
        return length;
    }

    public void expectEnd(String of) {
        if (remaining() > 0) {
            throw new MalformedGbcs("%s bytes too many after %s, from byte %s".formatted(remaining(), of, position));
        }
    }

    private void require(int length, String what) {
        if (remaining() < length) {
            throw new MalformedGbcs(
                    "Expected %s (%s bytes) at byte %s, found %s bytes".formatted(what, length, position, remaining()));
        }
    }
}
