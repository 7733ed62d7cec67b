package org.meterflow.gbcs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one value of an electricity meter or hub is read, as {@code use-cases/objects.yaml} says.
 *
 * @param name empty where the object's own name does
 * @param kind how a single value is read; empty for structures and lists
 * @param each whether it is a list of such values
 * @param words what its numbers mean
 * @param fields of a structure, or of every structure in a list of them
 * @param twin the same of a meter with a second element
 */
record ValueForm(
        String name,
        String kind,
        boolean each,
        Map<Long, String> words,
        List<ValueForm> fields,
        List<ValueForm> rows,
        List<ValueForm> twin) {

    static final ValueForm UNKNOWN = new ValueForm("", "", false, Map.of(), List.of(), List.of(), List.of());

    private static final Map<String, ValueForm> ALL = load();

    /** Of what calling a method returns. */
    static Optional<ValueForm> ofCall(Obis object, int method) {
        return Optional.ofNullable(ALL.get("call %s %s".formatted(object, method)));
    }

    /** Of an attribute of every object of a class, {} in its name standing for the object's. */
    static Optional<ValueForm> ofClass(int classId, int member) {
        return Optional.ofNullable(ALL.get("class %s %s".formatted(classId, member)));
    }

    /** Of an object of which the request decides which of several it is, as the catalogue's rows write it. */
    static Optional<ValueForm> ofSeveral(String object) {
        return Optional.ofNullable(ALL.get(object));
    }

    /** Of an object's attribute. */
    static Optional<ValueForm> of(Obis object, int member) {
        return Optional.ofNullable(ALL.get(member == 2 ? object.toString() : object + " " + member));
    }

    /** Of what an alert says beyond its code and time. */
    static Optional<ValueForm> ofAlert(int messageCode) {
        return Optional.ofNullable(ALL.get("alert %04X".formatted(messageCode)));
    }

    /** Of what comes in many messages, under a key of its own. */
    static ValueForm under(String key) {
        return ALL.getOrDefault(key, UNKNOWN);
    }

    /** The fields for a structure of so many elements; none when it is of another shape. */
    List<ValueForm> fieldsFor(List<ValueForm> usual, int elements) {
        if (usual.size() == elements) {
            return usual;
        }
        return twin.size() == elements ? twin : List.of();
    }

    private static Map<String, ValueForm> load() {
        Map<String, Object> rows = CodeTable.load("use-cases/objects.yaml");
        Map<String, ValueForm> all = new HashMap<>();
        rows.forEach((object, form) -> all.put(object, read(form)));
        return Map.copyOf(all);
    }

    private static ValueForm read(Object form) {
        if (form instanceof Map<?, ?> map) {
            boolean each = map.containsKey("each");
            return new ValueForm(
                    text(map, "name"),
                    text(map, each ? "each" : "is"),
                    each,
                    words(map.get("words")),
                    fields(map.get("fields")),
                    fields(map.get("rows")),
                    fields(map.get("twin")));
        }
        return new ValueForm("", form.toString(), false, Map.of(), List.of(), List.of(), List.of());
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
                ? list.stream().map(ValueForm::field).toList()
                : List.of();
    }

    private static ValueForm field(Object field) {
        if (field instanceof String text && text.contains(": ")) {
            int colon = text.indexOf(": ");
            return read(text.substring(colon + 2)).named(text.substring(0, colon));
        }
        return read(field);
    }

    private ValueForm named(String newName) {
        return new ValueForm(newName, kind, each, words, fields, rows, twin);
    }
}
