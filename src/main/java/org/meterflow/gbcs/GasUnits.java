package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meterflow.gbcs.Clusters.AttributeName;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.Zcl.Attribute;

/** Puts the numbers of gas messages into units and words, as {@code gas-units.yaml} says. */
final class GasUnits {

    private static final Map<String, Map<String, Object>> TABLE = CodeTable.load("gas-units.yaml");
    private static final Map<String, Object> UNITS = TABLE.getOrDefault("units", Map.of());
    private static final Map<String, Object> WORDS = TABLE.getOrDefault("words", Map.of());

    private static final String VOLUME = "m³";
    private static final int METERING = 0x0702;
    private static final int MULTIPLIER = 0x0301;
    private static final int DIVISOR = 0x0302;

    /** What a volume is in cubic metres; thousandths where the message does not say (SMETS2 4.6.5.5). */
    private final BigDecimal multiplier;

    private final BigDecimal divisor;

    private GasUnits(BigDecimal multiplier, BigDecimal divisor) {
        this.multiplier = multiplier;
        this.divisor = divisor;
    }

    static GasUnits of(List<Component> components) {
        long multiplier = 1;
        long divisor = 1000;
        for (Component component : components) {
            boolean attributes = component.cluster() == METERING
                    && !component.isSealed()
                    && (component.frameControl() & 0x03) == 0
                    && component.command() == Zcl.READ_ATTRIBUTES_RESPONSE;
            for (Attribute attribute : attributes ? Zcl.attributes(component.content()) : List.<Attribute>of()) {
                boolean usable = attribute.status() == Zcl.SUCCESS && attribute.number() > 0;
                multiplier = usable && attribute.id() == MULTIPLIER ? attribute.number() : multiplier;
                divisor = usable && attribute.id() == DIVISOR ? attribute.number() : divisor;
            }
        }
        return new GasUnits(BigDecimal.valueOf(multiplier), BigDecimal.valueOf(divisor));
    }

    static String attributeName(int cluster, int id) {
        return Clusters.attribute(cluster, id)
                .map(AttributeName::name)
                .orElseGet(() -> "Attribute %04X of cluster %04X".formatted(id, cluster));
    }

    NamedValue attribute(int cluster, Attribute attribute) {
        String name = attributeName(cluster, attribute.id());
        Integer type = attribute.type();
        if (type != null && Zcl.isText(type)) {
            return NamedValue.of(name, text(attribute.text()));
        }
        if (type != null && type == Zcl.UTC) {
            return NamedValue.of(name, time(attribute.number()));
        }
        return number(name, "%04X.%04X".formatted(cluster, attribute.id()), attribute.number());
    }

    NamedValue field(int cluster, ZclLayout.Field field, OctetReader reader, Map<String, Long> numbers) {
        String name = words(field.name());
        return switch (field.type()) {
            case TEXT, OCTETS -> NamedValue.of(name, text(reader.octets(reader.u8("a string's length"), field.name())));
            case DATE -> NamedValue.of(name, date(reader));
            case TIME -> NamedValue.of(name, time(reader.littleEndian(field.length(), field.name())));
            case SIGNED -> {
                int unused = 64 - 8 * field.length();
                long value = reader.littleEndian(field.length(), field.name()) << unused >> unused;
                yield number(name, "%04X.%s".formatted(cluster, field.name()), value);
            }
            case UNSIGNED -> {
                long value = reader.littleEndian(field.length(), field.name());
                Long only = field.only();
                if (only != null && only != value) {
                    throw new MalformedGbcs("%s is %s, not %s".formatted(field.name(), value, only));
                }
                numbers.put(field.name(), value);
                yield number(name, "%04X.%s".formatted(cluster, field.name()), value);
            }
        };
    }

    private NamedValue number(String name, String key, long value) {
        if (WORDS.get(key) instanceof Map<?, ?> words) {
            Object word = words.get(String.valueOf(value));
            return NamedValue.of(name, word == null ? String.valueOf(value) : word.toString());
        }
        Object said = UNITS.get(key);
        if (said == null) {
            return NamedValue.of(name, String.valueOf(value));
        }
        String[] parts = said.toString().split(" ");
        if (parts[0].equals("hex")) {
            String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
            return NamedValue.of(name, "0".repeat(Math.max(0, Integer.parseInt(parts[1]) - digits.length())) + digits);
        }
        if (parts[0].equals(VOLUME)) {
            BigDecimal volume = BigDecimal.valueOf(value).multiply(multiplier).divide(divisor, MathContext.DECIMAL64);
            return NamedValue.of(name, volume.toPlainString(), VOLUME);
        }
        BigDecimal scaled = BigDecimal.valueOf(value, parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
        return NamedValue.of(name, scaled.toPlainString(), parts[0].equals("-") ? "" : parts[0]);
    }

    private static String time(long seconds) {
        if (seconds == 0) {
            return "now";
        }
        return seconds >= Dates.GAS_NEVER - 1
                ? "never"
                : DlmsTime.since2000(seconds).toString();
    }

    /** Year, month, day and weekday, with a star for any. */
    private static String date(OctetReader reader) {
        int year = reader.u8("a year");
        int month = reader.u8("a month");
        int day = reader.u8("a day");
        int weekday = reader.u8("a weekday");
        String text = (year == 0xFF ? "*" : String.valueOf(1900 + year)) + "-" + two(month) + "-" + two(day);
        return weekday == 0xFF ? text : text + " weekday " + weekday;
    }

    private static String two(int number) {
        return switch (number) {
            case 0xFF -> "*";
            case 0xFE -> "last";
            case 0xFD -> "second last";
            default -> String.format(Locale.ROOT, "%02d", number);
        };
    }

    private static String text(Octets octets) {
        for (int i = 0; i < octets.length(); i++) {
            if (octets.at(i) < 0x20 || octets.at(i) > 0x7E) {
                return octets.hex();
            }
        }
        return new String(octets.shared(), StandardCharsets.US_ASCII);
    }

    /** {@code creditRemaining} as people write it: Credit remaining. */
    static String words(String name) {
        String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2").replaceAll("([a-zA-Z])(\\d)", "$1 $2");
        return name.substring(0, 1).toUpperCase(Locale.ROOT)
                + spaced.substring(1).toLowerCase(Locale.ROOT);
    }
}
