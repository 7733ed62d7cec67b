package org.meterflow.process.raiseincident;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meterflow.process.kit.BoxCheck;

/** What a box says that raises an incident. Public for whoever looks at diagrams before there is a program. */
public class IncidentRules implements BoxCheck {

    static final String CATEGORY = "category";

    /** {@code rules} for what the decision table says. */
    private static final List<String> CATEGORIES = List.of("1", "2", "3", "4", "5", "rules");

    /** What the case knows can only be looked at when the box is reached. */
    @Override
    public Stream<String> wrong(Map<String, String> said) {
        String written = said.getOrDefault(CATEGORY, "").strip();
        return written.isEmpty() || written.contains("{") || CATEGORIES.contains(written)
                ? Stream.empty()
                : Stream.of("there is no category '%s' of incidents. Take one of: %s."
                        .formatted(written, String.join(", ", CATEGORIES)));
    }
}
