package org.meterflow.gbcs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads from {@code use-cases/objects.yaml} how values are read. */
final class ValueFormTable {

    private ValueFormTable() {}

    static Map<String, ValueForm> load() {
        Map<String, Object> rows = CodeTable.load("use-cases/objects.yaml");
        Map<String, ValueForm> all = new HashMap<>();
        rows.forEach((object, form) -> all.put(object, read(form)));
        return Map.copyOf(all);
    }

    private static ValueForm read(@Nullable Object form) {
        if (form instanceof Map<?, ?> map) {
            boolean each = map.containsKey("each");
            return new ValueForm(
                    text(map, "name"),
                    text(map, each ? "each" : "is"),
                    each,
                    words(map.get("words")),
                    fields(map.get("fields")),
                    fields(map.get("rows")),
                    fields(map.get("twin")),
                    map.containsKey("takes") ? read(map.get("takes")) : null);
        }
        return ValueForm.ofKind(String.valueOf(form));
    }

    private static String text(Map<?, ?> map, String field) {
        Object value = map.get(field);
        return value == null ? "" : value.toString();
    }

    private static Map<Long, String> words(@Nullable Object words) {
        Map<Long, String> all = new HashMap<>();
        if (words instanceof Map<?, ?> map) {
            map.forEach((number, word) -> all.put(Long.valueOf(number.toString()), word.toString()));
        }
        return Map.copyOf(all);
    }

    private static List<ValueForm> fields(@Nullable Object fields) {
        return fields instanceof List<?> list
                ? list.stream().map(ValueFormTable::field).toList()
                : List.of();
    }

    private static ValueForm field(Object field) {
        if (field instanceof String text && text.contains(": ")) {
            int colon = text.indexOf(": ");
            return read(text.substring(colon + 2)).named(text.substring(0, colon));
        }
        return read(field);
    }
}
