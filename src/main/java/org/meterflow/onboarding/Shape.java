package org.meterflow.onboarding;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a part of a YAML file has to look like. */
sealed interface Shape {

    /** @param reader refuses a text by an {@link IllegalArgumentException} or a {@link java.time.DateTimeException} */
    record Text(Function<String, ?> reader) implements Shape {}

    record Items(Shape each) implements Shape {}

    /** A mapping whose keys are data. */
    record Entries(Function<String, ?> key, Shape each) implements Shape {}

    record Fields(Map<String, Field> fields) implements Shape {}

    record Field(String name, boolean required, Shape shape) {}

    static Field required(String name, Shape shape) {
        return new Field(name, true, shape);
    }

    static Field optional(String name, Shape shape) {
        return new Field(name, false, shape);
    }

    static Shape fields(Field... fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (Field field : fields) {
            byName.put(field.name(), field);
        }
        return new Fields(byName);
    }

    static Shape items(Shape each) {
        return new Items(each);
    }

    static Shape text(Function<String, ?> reader) {
        return new Text(reader);
    }

    /** @param like how it should be, for whoever wrote something else */
    static Shape matching(String pattern, String like) {
        return text(value -> {
            if (!value.matches(pattern)) {
                throw new IllegalArgumentException("'" + value + "' is not " + like);
            }
            return value;
        });
    }

    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return value -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is not one of %s"
                        .formatted(
                                value,
                                Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", ")))));
    }
}
