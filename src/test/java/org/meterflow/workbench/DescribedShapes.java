package org.meterflow.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes bytes of the shapes in which the format's description notes down what devices say: of electricity meters and
 * hubs {@code {u32, array[2] of {i8, enum}}}, of ASN.1 {@code 30(02:00 04:0123abcd)}. The bytes are written here without
 * the codec's help.
 */
final class DescribedShapes {

    private static final Pattern MANY = Pattern.compile("array\\[(\\d+)](?: of |<)");
    private static final Pattern COMPACT = Pattern.compile("compact-array\\(\\{([^}]*)}\\) n=(\\d+) ?");
    private static final Pattern OCTETS = Pattern.compile("oct(\\d+)");
    private static final Pattern WORD = Pattern.compile("[a-z]+\\d*");

    private final String text;
    private int position;

    private DescribedShapes(String text) {
        this.text = text;
    }

    static String electricity(String shape) {
        return new DescribedShapes(shape).value();
    }

    static String asn1(String shape) {
        return new DescribedShapes(shape).der();
    }

    static String counted(String hex) {
        return length(hex.length() / 2) + hex;
    }

    static String length(int length) {
        return length < 0x80
                ? "%02X".formatted(length)
                : length < 0x100 ? "81%02X".formatted(length) : "82%04X".formatted(length);
    }

    private Matcher at(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (matcher.lookingAt()) {
            position = matcher.end();
            return matcher;
        }
        return null;
    }

    private String value() {
        if (text.charAt(position) == '{') {
            position++;
            return many("02", '}');
        }
        Matcher many = at(MANY);
        if (many != null && text.charAt(position - 1) == '<') {
            return many("01", '>');
        }
        if (many != null) {
            int count = Integer.parseInt(many.group(1));
            return "01" + length(count) + value().repeat(count);
        }
        Matcher compact = at(COMPACT);
        if (compact != null) {
            return compact(List.of(compact.group(1).split(",")), Integer.parseInt(compact.group(2)));
        }
        Matcher octets = at(OCTETS);
        return octets == null ? scalar(at(WORD).group()) : "09" + counted(octets(Integer.parseInt(octets.group(1))));
    }

    private String many(String tag, char end) {
        List<String> values = new ArrayList<>();
        while (text.charAt(position) != end) {
            if (", …".indexOf(text.charAt(position)) >= 0) {
                position++;
            } else {
                values.add(value());
            }
        }
        position++;
        return tag + length(values.size()) + String.join("", values);
    }

    /** A moment, a date, a time of day, an object's name, a party: as long as each is. */
    private static String octets(int length) {
        return switch (length) {
            case 12 -> "07DE0C1FFF091E00008000FF";
            case 5 -> "07DE0C1FFF";
            case 4 -> "0C000000";
            case 6 -> "00000A8064FF";
            default -> "A1".repeat(length);
        };
    }

    private static String scalar(String type) {
        return switch (type) {
            case "u8" -> "1105";
            case "u16" -> "120005";
            case "u32" -> "0600000005";
            case "i8" -> "0FFE";
            case "i16" -> "100005";
            case "i32" -> "05FFFFFFFB";
            case "enum" -> "1601";
            case "bool" -> "03FF";
            case "bits" -> "0407FE";
            case "vis" -> "0A0141";
            case "utf8" -> "0C0141";
            case "oct" -> "0902A1A1";
            default -> throw new IllegalArgumentException("The description has a type " + type);
        };
    }

    private static String compact(List<String> fields, int rows) {
        StringBuilder shape = new StringBuilder();
        StringBuilder row = new StringBuilder();
        for (String field : fields) {
            String[] parts = field.strip().split("×");
            String one = scalar(parts[parts.length - 1]);
            int times = parts.length == 1 ? 1 : Integer.parseInt(parts[0]);
            shape.append(parts.length == 1 ? "" : "01%04X".formatted(times)).append(one, 0, 2);
            row.append(one.substring(2).repeat(times));
        }
        return "1302" + length(fields.size()) + shape + counted(row.toString().repeat(rows));
    }

    private String der() {
        String tag = text.substring(position, position + 2).toUpperCase(Locale.ROOT);
        position += 3;
        if (text.charAt(position - 1) == ':') {
            int start = position;
            while (position < text.length() && Character.digit(text.charAt(position), 16) >= 0) {
                position++;
            }
            return tag + counted(text.substring(start, position).toUpperCase(Locale.ROOT));
        }
        StringBuilder content = new StringBuilder();
        while (text.charAt(position) != ')') {
            if (text.charAt(position) == ' ') {
                position++;
            } else {
                content.append(der());
            }
        }
        position++;
        return tag + counted(content.toString());
    }
}
