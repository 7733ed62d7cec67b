package org.meterflow.gbcs;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.Zcl.Attribute;

/** Puts the numbers of a gas message into quantities and words, as {@code gas-units.yaml} says. */
final class GasUnits {

    private static final Map<String, Map<String, Object>> TABLE = CodeTable.load("gas-units.yaml");
    private static final Map<String, Object> QUANTITIES = TABLE.getOrDefault("quantities", Map.of());
    private static final Map<String, Object> WORDS = TABLE.getOrDefault("words", Map.of());

    private final GasQuantities quantities;

    /** Of one part of a message, whose other parts may say how its numbers are to be read. */
    GasUnits(GasScales scales, Component component) {
        this.quantities = new GasQuantities(scales.within(component));
    }

    static String key(int cluster, int attribute) {
        return "%04X.%04X".formatted(cluster, attribute);
    }

    static String key(int cluster, String command, String field) {
        return "%04X.%s.%s".formatted(cluster, command, field);
    }

    static String attributeName(int cluster, int id) {
        return Clusters.attribute(cluster, id).orElseGet(() -> "Attribute %04X of cluster %04X".formatted(id, cluster));
    }

    NamedValue attribute(int cluster, Attribute attribute) {
        String name = attributeName(cluster, attribute.id());
        Integer type = attribute.type();
        if (type != null && ZclTypes.isText(type)) {
            return NamedValue.of(name, GasWords.text(attribute.text()));
        }
        if (type != null && type == Zcl.UTC) {
            return NamedValue.of(name, GasWords.time(attribute.number()));
        }
        String key = key(cluster, attribute.id());
        return number(name, key, key, attribute.number());
    }

    /** @param numbers takes what the field says, for the groups that are repeated as often */
    NamedValue field(
            int cluster, String command, ZclLayout.Field field, OctetReader reader, Map<String, Long> numbers) {
        String name = GasWords.words(field.name());
        return switch (field.type()) {
            case TEXT, OCTETS ->
                NamedValue.of(name, GasWords.text(reader.octets(reader.u8("a string's length"), field.name())));
            case DATE -> NamedValue.of(name, GasWords.date(reader));
            case TIME -> NamedValue.of(name, GasWords.time(reader.littleEndian(field.length(), field.name())));
            case SIGNED -> {
                int unused = 64 - 8 * field.length();
                long value = reader.littleEndian(field.length(), field.name()) << unused >> unused;
                yield number(name, cluster, command, field.name(), value);
            }
            case UNSIGNED -> {
                long value = reader.littleEndian(field.length(), field.name());
                Long only = field.only();
                if (only != null && only != value) {
                    throw new MalformedGbcs("%s is %s, not %s".formatted(field.name(), value, only));
                }
                numbers.put(field.name(), value);
                yield number(name, cluster, command, field.name(), value);
            }
        };
    }

    private NamedValue number(String name, int cluster, String command, String field, long value) {
        return number(name, key(cluster, command, field), "%04X.%s".formatted(cluster, field), value);
    }

    /** A word stands for its number, but after the digits that people know a code by. */
    private NamedValue number(String name, String key, String general, long value) {
        String kind = found(QUANTITIES, key, general) instanceof String text ? text : null;
        String word = word(found(WORDS, key, general), value);
        if (kind == null) {
            return NamedValue.of(name, word == null ? String.valueOf(value) : word);
        }
        NamedValue quantity = quantities.read(name, kind, value);
        if (word == null) {
            return quantity;
        }
        return NamedValue.of(name, kind.startsWith("hex") ? quantity.value() + " " + word : word);
    }

    private static @Nullable Object found(Map<String, Object> table, String key, String general) {
        Object special = table.get(key);
        return special == null ? table.get(general) : special;
    }

    private static @Nullable String word(@Nullable Object words, long value) {
        Object word = words instanceof Map<?, ?> map ? map.get(String.valueOf(value)) : null;
        return word == null ? null : word.toString();
    }

    /** The word for a number, else the number. */
    static String word(String key, long value) {
        String word = word(WORDS.get(key), value);
        return word == null ? String.valueOf(value) : word;
    }
}
