package org.meterflow.process.change;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the attributes and elements of a diagram's or a table's file are called where people read. */
final class PropertyWords {

    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])([A-Z])");
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("documentation", "text"),
            Map.entry("conditionExpression", "condition"),
            Map.entry("sourceRef", "from"),
            Map.entry("targetRef", "to"),
            Map.entry("attachedToRef", "at the edge of"),
            Map.entry("default", "way taken otherwise"),
            Map.entry("calledElement", "called process"),
            Map.entry("messageRef", "message"),
            Map.entry("timeDuration", "waits for"),
            Map.entry("timeDate", "waits until"),
            Map.entry("timeCycle", "comes every"),
            Map.entry("multiInstanceLoopCharacteristics", "for each item"),
            Map.entry("cancelActivity", "ends the box"),
            Map.entry("in", "given"),
            Map.entry("out", "taken back"),
            Map.entry("formField", "question"),
            Map.entry("typeRef", "type"));

    private PropertyWords() {}

    /** "dueDate" → "due date" */
    static String of(String name) {
        return OWN.getOrDefault(name, CAPITAL.matcher(name).replaceAll(" $1").toLowerCase(Locale.UK));
    }

    /** "userTask" → "User task" */
    static String title(String name) {
        String words = CAPITAL.matcher(name).replaceAll(" $1").toLowerCase(Locale.UK);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
    }
}
