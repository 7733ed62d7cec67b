package org.meterflow.gbcs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What each alert code says (GBCS 16.2). */
public final class AlertCodes {

    private static final Map<Integer, String> ALL = load();

    private AlertCodes() {}

    /** The name of an alert, when it is a known one. */
    public static Optional<String> name(int code) {
        return Optional.ofNullable(ALL.get(code));
    }

    public static Map<Integer, String> all() {
        return ALL;
    }

    private static Map<Integer, String> load() {
        Map<String, String> rows = CodeTable.load("alert-codes.yaml");
        Map<Integer, String> all = new HashMap<>();
        rows.forEach((code, name) -> all.put(Integer.parseInt(code, 16), name));
        return Map.copyOf(all);
    }
}
