package org.meterflow.messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The where clause of a filtered list: only what is asked for, so that the indexes serve. */
final class Conditions {

    private final List<String> clauses = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    Conditions equal(String column, @Nullable String value) {
        return value == null ? this : add(column + " = :" + column, column, value);
    }

    Conditions in(String column, Collection<? extends Enum<?>> values) {
        return values.isEmpty()
                ? this
                : add(
                        column + " in (:" + column + ")",
                        column,
                        values.stream().map(Enum::name).toList());
    }

    Conditions from(String column, @Nullable Instant instant) {
        return instant == null ? this : add(column + " >= :since", "since", Rows.timestamp(instant));
    }

    Conditions before(String column, @Nullable Instant instant) {
        return instant == null ? this : add(column + " < :until", "until", Rows.timestamp(instant));
    }

    private Conditions add(String clause, String parameter, Object value) {
        clauses.add(clause);
        parameters.put(parameter, value);
        return this;
    }

    /** Empty, or beginning with a blank and {@code where}. */
    String where() {
        return clauses.isEmpty() ? "" : " where " + String.join(" and ", clauses);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
