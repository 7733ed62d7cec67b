package org.meterflow.process.engine;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The methods behind boxes. */
final class StepNames {

    private StepNames() {}

    /** The public method of a public class, as the engine would find it; null when there is none. */
    static @Nullable Method method(Class<?> type, String name, Class<?>... parameters) {
        return !Modifier.isPublic(type.getModifiers())
                ? null
                : Arrays.stream(type.getMethods())
                        .filter(method ->
                                method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters))
                        .findFirst()
                        .orElse(null);
    }
}
