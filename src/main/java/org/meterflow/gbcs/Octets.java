package org.meterflow.gbcs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A run of bytes that never changes, equal to every run of the same bytes. Written in upper-case hex. */
public final class Octets {

    public static final Octets NONE = new Octets(new byte[0]);

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Octets of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new Octets(bytes.clone());
    }

    /** For arrays that nobody else holds: no copy is made. */
    static Octets owning(byte[] bytes) {
        return bytes.length == 0 ? NONE : new Octets(bytes);
    }

    @JsonCreator
    public static Octets ofHex(String hex) {
        try {
            return owning(HEX.parseHex(hex));
        } catch (IllegalArgumentException notHex) {
            throw new MalformedGbcs("'" + hex + "' is not a run of hex digits", notHex);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes themselves, for readers inside this package that promise not to write. */
    byte[] shared() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** @return the byte at this place, 0 to 255 */
    public int at(int index) {
        return bytes[index] & 0xFF;
    }

    @JsonValue
    public String hex() {
        return HEX.formatHex(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
