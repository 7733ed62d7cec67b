package org.meterflow.gbcs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the objects inside electricity meters and hubs are for (GBCS 21, SMETS 5.7). */
public final class ObjectNames {

    private static final Map<String, String> ALL = load();

    private ObjectNames() {}

    public static Optional<String> of(Obis object) {
        return Optional.ofNullable(ALL.get(object.toString()));
    }

    private static Map<String, String> load() {
        Map<String, String> rows = CodeTable.load("object-names.yaml");
        Map<String, String> all = new HashMap<>();
        rows.forEach((object, name) -> all.put(Obis.of(object).toString(), name));
        return Map.copyOf(all);
    }
}
