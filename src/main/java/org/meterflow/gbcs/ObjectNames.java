package org.meterflow.gbcs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the objects inside electricity meters and hubs are for, and what their numbers count (GBCS 21, SMETS 5.7). */
public final class ObjectNames {

    private static final Map<String, ObjectName> ALL = load();

    private ObjectNames() {}

    /** @param unit of the object's value, with its scale where it is not 1; empty when it has none */
    public record ObjectName(String name, String unit) {}

    public static Optional<ObjectName> of(Obis object) {
        return Optional.ofNullable(ALL.get(object.toString()));
    }

    private static Map<String, ObjectName> load() {
        Map<String, String> rows = CodeTable.load("object-names.yaml");
        Map<String, ObjectName> all = new HashMap<>();
        rows.forEach((object, text) -> {
            int bar = text.indexOf(" | ");
            String name = bar < 0 ? text : text.substring(0, bar);
            all.put(Obis.of(object).toString(), new ObjectName(name, bar < 0 ? "" : text.substring(bar + 3)));
        });
        return Map.copyOf(all);
    }
}
