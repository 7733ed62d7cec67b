package org.meterflow.process.engine;

import java.util.Locale;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;

/** What a step is called where people read: its name, or its id in words when its author gave it none. */
final class ElementNames {

    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])([A-Z])");

    private ElementNames() {}

    static String of(@Nullable FlowElement element, String id) {
        return of(element == null ? null : element.getName(), id);
    }

    static String of(@Nullable String name, String id) {
        if (name != null && !name.isBlank()) {
            return name;
        }
        String words = CAPITAL.matcher(id).replaceAll(" $1").toLowerCase(Locale.UK);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
    }
}
