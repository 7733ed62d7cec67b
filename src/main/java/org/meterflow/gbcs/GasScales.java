package org.meterflow.gbcs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.Zcl.Attribute;
import org.meterflow.gbcs.ZclLayout.Field;

/**
 * What a gas message says of its own numbers: currency, decimal places, units, multipliers and divisors. A cluster
 * message's own word counts before that of another in the same message.
 */
final class GasScales {

    private static final Map<String, Map<String, Map<String, Object>>> TABLE = CodeTable.load("gas-units.yaml");
    private static final Map<String, Said> SAID = new HashMap<>();

    static {
        TABLE.getOrDefault("said", Map.of()).forEach((what, row) -> SAID.put(what, Said.of(row)));
    }

    /**
     * @param at where it is said: attributes and fields
     * @param upperHalf whether it is the upper half of a byte
     * @param usual where it is not said
     */
    private record Said(List<String> at, boolean upperHalf, long usual) {

        static Said of(Map<String, Object> row) {
            List<?> places = (List<?>) row.getOrDefault("at", List.of());
            return new Said(
                    places.stream().map(String::valueOf).toList(),
                    Boolean.TRUE.equals(row.get("upperHalf")),
                    Long.parseLong(CodeTable.text(row, "else")));
        }
    }

    private final Map<String, Long> own;
    private final Map<String, Long> all;

    private GasScales(Map<String, Long> own, Map<String, Long> all) {
        this.own = own;
        this.all = all;
    }

    static GasScales of(List<Component> components) {
        Map<String, Long> all = new HashMap<>();
        components.forEach(component -> numbers(component).forEach(all::putIfAbsent));
        return new GasScales(Map.of(), all);
    }

    /** As the numbers of this part of the message are to be read. */
    GasScales within(Component component) {
        return new GasScales(numbers(component), all);
    }

    long get(String what) {
        Said said = SAID.get(what);
        if (said == null) {
            throw new IllegalArgumentException("No gas message says what its " + what + " is");
        }
        for (Map<String, Long> words : List.of(own, all)) {
            for (String place : said.at) {
                Long value = words.get(place);
                if (value != null) {
                    return said.upperHalf ? value >> 4 : value;
                }
            }
        }
        return said.usual;
    }

    private static Map<String, Long> numbers(Component component) {
        if (component.isSealed()) {
            return Map.of();
        }
        try {
            return (component.frameControl() & 0x03) == 0 ? attributes(component) : fields(component);
        } catch (MalformedGbcs anotherForm) {
            return Map.of();
        }
    }

    private static Map<String, Long> attributes(Component component) {
        Map<String, Long> numbers = new HashMap<>();
        if (component.command() == Zcl.READ_ATTRIBUTES_RESPONSE) {
            for (Attribute attribute : Zcl.attributes(component.content())) {
                Integer type = attribute.type();
                if (type != null && !ZclTypes.isText(type)) {
                    numbers.put(GasUnits.key(component.cluster(), attribute.id()), attribute.number());
                }
            }
        }
        return numbers;
    }

    /** What a command says of its numbers stands before what it repeats, and in all its forms at the same place. */
    private static Map<String, Long> fields(Component component) {
        Map<String, Long> numbers = new HashMap<>();
        Clusters.command(component.cluster(), component.frameControl(), component.command())
                .ifPresent(command -> {
                    OctetReader reader = new OctetReader(component.content().shared());
                    for (ZclLayout.Part part : command.layouts().get(0).parts()) {
                        if (!(part instanceof Field field)) {
                            return;
                        }
                        switch (field.type()) {
                            case TEXT, OCTETS -> reader.take(reader.u8(field.name()), field.name());
                            default ->
                                numbers.put(
                                        GasUnits.key(component.cluster(), command.name(), field.name()),
                                        reader.littleEndian(field.length(), field.name()));
                        }
                    }
                });
        return numbers;
    }
}
