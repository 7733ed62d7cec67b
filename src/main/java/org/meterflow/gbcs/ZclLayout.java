package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a ZigBee command, field by field, written as {@code name:type} with blanks between. Types: u8 to u64
 * and i8 to i64, time (seconds since 2000), date (year, month, day, weekday), text and octets (a length byte first).
 * {@code name:u8=6} holds only for that value; {@code name*[…]} repeats to the end; {@code name@count&0F[…]} as often as
 * the earlier field says, masked.
 */
public record ZclLayout(List<Part> parts) {

    private static final Pattern FIELD = Pattern.compile("(\\w+):([a-z]+)(\\d*)(?:=(\\d+))?");
    private static final Pattern GROUP = Pattern.compile("(\\w+)(?:\\*|@(\\w+)(?:&([0-9A-F]+))?)\\[");

    public ZclLayout {
        parts = List.copyOf(parts);
    }

    /** One step in reading or writing. */
    public sealed interface Part {
        String name();
    }

    /** How a field is written. */
    public enum Type {
        UNSIGNED,
        SIGNED,
        TIME,
        DATE,
        TEXT,
        OCTETS
    }

    /**
     * @param length in bytes; 0 when the field says its own
     * @param only the one value for which the layout holds; null when any does
     */
    public record Field(
            String name, Type type, int length, @Nullable Long only) implements Part {}

    /** @param count the field that says how often; null when the group repeats to the end */
    public record Group(String name, @Nullable String count, int mask, ZclLayout element) implements Part {}

    static ZclLayout of(String text) {
        Reader reader = new Reader(text);
        ZclLayout layout = reader.read();
        if (reader.position < text.length()) {
            throw new IllegalArgumentException("Unexpected ']' in the layout " + text);
        }
        return layout;
    }

    private static final class Reader {
        private final String text;
        private int position;

        Reader(String text) {
            this.text = text;
        }

        ZclLayout read() {
            List<Part> parts = new ArrayList<>();
            while (position < text.length() && text.charAt(position) != ']') {
                if (text.charAt(position) == ' ') {
                    position++;
                } else {
                    parts.add(part());
                }
            }
            return new ZclLayout(parts);
        }

        private Part part() {
            Matcher group = GROUP.matcher(text).region(position, text.length());
            if (group.lookingAt()) {
                position = group.end();
                ZclLayout element = read();
                position++;
                String mask = group.group(3);
                return new Group(
                        group.group(1), group.group(2), mask == null ? 0xFF : Integer.parseInt(mask, 16), element);
            }
            Matcher field = FIELD.matcher(text).region(position, text.length());
            if (!field.lookingAt()) {
                throw new IllegalArgumentException("No field at " + position + " of the layout " + text);
            }
            position = field.end();
            String bits = field.group(3);
            String only = field.group(4);
            return new Field(
                    field.group(1),
                    type(field.group(2)),
                    bits.isEmpty() ? length(field.group(2)) : Integer.parseInt(bits) / 8,
                    only == null ? null : Long.valueOf(only));
        }

        private static Type type(String name) {
            return switch (name) {
                case "u" -> Type.UNSIGNED;
                case "i" -> Type.SIGNED;
                default -> Type.valueOf(name.toUpperCase(java.util.Locale.ROOT));
            };
        }

        private static int length(String name) {
            return name.equals("time") || name.equals("date") ? 4 : 0;
        }
    }
}
