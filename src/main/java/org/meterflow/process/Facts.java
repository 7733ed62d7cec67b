package org.meterflow.process;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a process knows of a case, in the order to be shown, each in its own type: text, a number, an amount with its unit, a
 * day, an instant, yes or no. Whoever shows or compares it does not have to guess what it was.
 */
public final class Facts {

    /** A number with what it counts: {@code 1204.5 kWh}. */
    public record Amount(BigDecimal number, String unit) {

        @Override
        public String toString() {
            if (unit.equals(POUNDS)) {
                return POUNDS + number.setScale(2, RoundingMode.HALF_UP).toPlainString();
            }
            return number.toPlainString() + " " + unit;
        }
    }

    /** The unit of money, which is written before its number. */
    public static final String POUNDS = "£";

    private static final Set<Class<?>> TYPES = Set.of(
            String.class,
            Integer.class,
            Long.class,
            BigDecimal.class,
            Amount.class,
            LocalDate.class,
            Instant.class,
            Boolean.class);

    private final Map<String, Object> byLabel = new LinkedHashMap<>();
    private final Map<String, Object> byName = new LinkedHashMap<>();

    /** What is not known is left out. */
    public Facts with(FactName name, @Nullable Object value) {
        return with(name, value, value);
    }

    /** A choice, which conditions compare by its name and people read in words. */
    public Facts with(FactName name, @Nullable Object value, @Nullable Object shown) {
        if (value != null) {
            byName.put(name.inDiagrams(), value);
        }
        return with(name.label(), shown);
    }

    /** A fact that only a device or a party has a name for. */
    public Facts with(String label, @Nullable Object value) {
        if (value != null) {
            if (!TYPES.contains(value.getClass())) {
                throw new IllegalArgumentException(label + " is no fact as a " + value.getClass());
            }
            byLabel.put(label, value);
        }
        return this;
    }

    /** Those that diagrams may ask for, by the name under which they do. */
    public Map<String, Object> named() {
        return Map.copyOf(byName);
    }

    public boolean isEmpty() {
        return byLabel.isEmpty();
    }

    /** Label and value, in order. */
    public void forEach(BiConsumer<String, Object> what) {
        byLabel.forEach(what);
    }

    /** Label and value, in order. */
    public Stream<Map.Entry<String, Object>> stream() {
        return byLabel.entrySet().stream();
    }

    /** @param name as diagrams say it, {@code supplyStartDate} */
    public <T> Optional<T> value(String name, Class<T> type) {
        return Optional.ofNullable(byName.get(name)).map(type::cast);
    }

    /** As programs of other parties read it: times and days by ISO 8601, numbers without grouping. */
    public Map<String, String> plain() {
        return stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, fact -> plain(fact.getValue()), (one, other) -> other, LinkedHashMap::new));
    }

    private static String plain(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
