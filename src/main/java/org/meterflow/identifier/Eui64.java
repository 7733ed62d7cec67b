package org.meterflow.identifier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The identity of a device or of a user of the gateway: eight bytes, written {@code 90-B3-D5-1F-30-01-00-00}
 * (DUIS 5.4, EUI). Letter case does not matter on the way in; it is upper case from here on.
 */
public record Eui64(String value) implements Comparable<Eui64> {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-F]{2}(-[0-9A-F]{2}){7}");
    private static final HexFormat DASHED = HexFormat.ofDelimiter("-").withUpperCase();

    public Eui64 {
        value = value.strip().toUpperCase(Locale.ROOT);
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidIdentifier("'" + value + "' is not an EUI-64: eight pairs of hex digits joined by dashes");
        }
    }

    /** Accepts dashes or none, in either letter case. */
    @JsonCreator
    public static Eui64 of(String text) {
        String plain = text.strip();
        return plain.length() == 16 ? of(HexFormat.of().parseHex(plain)) : new Eui64(plain);
    }

    /** @param bytes eight bytes, most significant first */
    public static Eui64 of(byte[] bytes) {
        if (bytes.length != 8) {
            throw new InvalidIdentifier("An EUI-64 has 8 bytes, not " + bytes.length);
        }
        return new Eui64(DASHED.formatHex(bytes));
    }

    /** Eight bytes, most significant first. */
    public byte[] bytes() {
        return DASHED.parseHex(value);
    }

    @Override
    public int compareTo(Eui64 other) {
        return value.compareTo(other.value);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
