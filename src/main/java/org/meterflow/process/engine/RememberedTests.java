package org.meterflow.process.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the cells of decision tables say. The engine reads each of them anew, and makes all functions of its language
 * anyway, which was four fifths of what it cost to start a case. What a cell of literals says depends on nothing but the value it is held
 * against; every other cell is asked each time.
 */
final class RememberedTests implements FeelEngine {

    /** So that values which never come again cannot fill the memory. */
    private static final int MOST = 10_000;

    private static final Pattern LITERALS = Pattern.compile(
            "(?:\\s*+(?:\"[^\"\\\\]*+\"|\\d++(?:\\.\\d++)?+|\\b(?:true|false|null|not)\\b|[<>]=?+|[-,()\\[\\]]|\\.\\.))++\\s*+");

    private final FeelEngine language;
    private final Map<Asked, Boolean> fits = new ConcurrentHashMap<>();
    private final Map<String, Object> means = new ConcurrentHashMap<>();

    private record Asked(String cell, @Nullable Object value) {}

    RememberedTests(FeelEngine language) {
        this.language = language;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T evaluateSimpleExpression(String cell, VariableContext variables) {
        if (!LITERALS.matcher(cell).matches()) {
            return language.evaluateSimpleExpression(cell, variables);
        }
        Object meaning = means.get(cell);
        if (meaning == null) {
            meaning = language.evaluateSimpleExpression(cell, variables);
            if (isPlain(meaning)) {
                remember(means, cell, meaning);
            }
        }
        return (T) meaning;
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String cell, String input, VariableContext variables) {
        TypedValue given = variables.resolve(input);
        Object value = given == null ? null : given.getValue();
        if (!LITERALS.matcher(cell).matches() || value != null && !isPlain(value)) {
            return language.evaluateSimpleUnaryTests(cell, input, variables);
        }
        Asked asked = new Asked(cell, value);
        Boolean fit = fits.get(asked);
        if (fit == null) {
            fit = language.evaluateSimpleUnaryTests(cell, input, variables);
            remember(fits, asked, fit);
        }
        return fit;
    }

    private static boolean isPlain(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static <K, V> void remember(Map<K, V> known, K asked, V answer) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(asked, answer);
    }
}
