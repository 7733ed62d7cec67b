package org.meterflow.gbcs;

import java.io.ByteArrayOutputStream;
import org.meterflow.identifier.Eui64;

/** Puts numbers and lengths into bytes, in the order of the wire. */
public final class OctetWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    public OctetWriter u8(int value) {
        bytes.write(value);
        return this;
    }

    public OctetWriter u16(int value) {
        return unsigned(value, 2);
    }

    public OctetWriter u32(long value) {
        return unsigned(value, 4);
    }

    public OctetWriter i64(long value) {
        return unsigned(value, 8);
    }

    public OctetWriter unsigned(long value, int length) {
        for (int i = length - 1; i >= 0; i--) {
            bytes.write((int) (value >>> 8 * i));
        }
        return this;
    }

    public OctetWriter littleEndian(long value, int length) {
        for (int i = 0; i < length; i++) {
            bytes.write((int) (value >>> 8 * i));
        }
        return this;
    }

    public OctetWriter put(byte... value) {
        bytes.writeBytes(value);
        return this;
    }

    public OctetWriter put(Octets value) {
        bytes.writeBytes(value.shared());
        return this;
    }

    public OctetWriter put(Eui64 value) {
        bytes.writeBytes(value.bytes());
        return this;
    }

    public OctetWriter berLength(int length) {
        if (length < 0x80) {
            return u8(length);
        }
        return length < 0x100 ? u8(0x81).u8(length) : u8(0x82).u16(length);
    }

    /** The length, then the bytes. */
    public OctetWriter counted(byte[] value) {
        return berLength(value.length).put(value);
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    public Octets toOctets() {
        return Octets.owning(bytes.toByteArray());
    }
}
