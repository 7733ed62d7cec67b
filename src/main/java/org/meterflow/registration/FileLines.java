package org.meterflow.registration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file's lines one after the other, none longer than allowed, whichever way they end. */
final class FileLines {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream content;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private int position;
    private int filled;
    private int number;

    FileLines(InputStream content, int longest) {
        this.content = content;
        this.longest = longest;
    }

    /**
     * @param number counted from 1
     * @param raw its bytes with what ends it
     */
    record Line(int number, byte[] raw, String text) {

        /** Nothing in it, or only what old editors end a file with. */
        boolean blank() {
            return text.chars().allMatch(sign -> Character.isWhitespace(sign) || sign == 0x1A);
        }

        boolean marked() {
            return number == 1 && beginsWith(raw, MARK);
        }

        /** Without the byte order mark. */
        byte[] unmarked() {
            return marked() ? Arrays.copyOfRange(raw, MARK.length, raw.length) : raw;
        }
    }

    /**
     * @return null at the end
     * @throws FileFault F05 when it is too long, F01 when it is not in UTF-8
     */
    @Nullable
    Line next() {
        raw.reset();
        number++;
        int one = read();
        if (one < 0) {
            return null;
        }
        while (one >= 0 && one != '\n' && one != '\r') {
            raw.write(one);
            if (raw.size() > longest) {
                throw new FileFault(FileCode.F05, "line " + number + " has more than " + longest + " bytes");
            }
            one = read();
        }
        int length = raw.size();
        end(one);
        byte[] bytes = raw.toByteArray();
        return new Line(number, bytes, text(bytes, length));
    }

    private void end(int sign) {
        if (sign < 0) {
            return;
        }
        raw.write(sign);
        if (sign == '\r' && (position < filled || fill()) && buffer[position] == '\n') {
            raw.write(buffer[position++]);
        }
    }

    private int read() {
        return position < filled || fill() ? buffer[position++] & 0xFF : -1;
    }

    private boolean fill() {
        try {
            filled = content.read(buffer);
            position = 0;
            return filled > 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String text(byte[] bytes, int length) {
        int from = number == 1 && beginsWith(bytes, MARK) ? MARK.length : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length - from))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            boolean utf16 = number == 1
                    && (beginsWith(bytes, new byte[] {(byte) 0xFF, (byte) 0xFE})
                            || beginsWith(bytes, new byte[] {(byte) 0xFE, (byte) 0xFF}));
            throw new FileFault(
                    FileCode.F01,
                    utf16
                            ? "the file is not in UTF-8: it begins with the byte order mark of UTF-16"
                            : "the file is not in UTF-8: see line " + number);
        }
    }

    private static boolean beginsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
