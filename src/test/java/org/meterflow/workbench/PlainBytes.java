package org.meterflow.workbench;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;

/** The bytes of a message, for tests alone: read one after the other without any code of the product. */
final class PlainBytes {

    private final ByteBuffer bytes;

    PlainBytes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** What stands between the envelope's header and its signature. */
    static byte[] payload(String message) {
        PlainBytes envelope = new PlainBytes(HexFormat.of().parseHex(message.toLowerCase(Locale.ROOT)));
        if (envelope.u8() == 0xDD) {
            envelope.take(6);
            envelope.length();
            envelope.take(5 + 1);
        }
        for (int field = 0; field < 5; field++) {
            envelope.take(envelope.length());
        }
        return envelope.take(envelope.length());
    }

    int u8() {
        return bytes.get() & 0xFF;
    }

    byte[] take(int count) {
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    int length() {
        int first = u8();
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7F); i++) {
            length = length << 8 | u8();
        }
        return length;
    }

    long number(int count, boolean signed) {
        long value = signed && (bytes.get(bytes.position()) & 0x80) != 0 ? -1 : 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | u8();
        }
        return value;
    }

    long little(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (long) u8() << 8 * i;
        }
        return value;
    }

    boolean isMore() {
        return bytes.hasRemaining();
    }
}
