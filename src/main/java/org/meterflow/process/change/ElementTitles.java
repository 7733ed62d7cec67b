package org.meterflow.process.change;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** What the elements of a diagram or a table are called where people read. */
final class ElementTitles {

    private static final Set<String> TOLD = Set.of("message", "error", "signal", "escalation");

    private final Map<String, String> names = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    /** @param named all that have an id and are more than drawing */
    ElementTitles(Stream<Element> named) {
        named.forEach(element -> {
            names.put(element.getAttribute("id"), name(element));
            if (TOLD.contains(element.getLocalName())) {
                told.add(element.getAttribute("id"));
            }
        });
    }

    /** What counts about a value: of a message and its like the name, of a box its id, under whatever name. */
    String raw(String value) {
        return told.contains(value) ? nameOf(value) : value;
    }

    /** The name of the element with this id; what is no id stays as it is. */
    String nameOf(String value) {
        return names.getOrDefault(value, value);
    }

    String of(Element element) {
        return switch (element.getLocalName()) {
            case "definitions" -> "The file";
            case "process" -> "The process as a whole";
            case "decision" -> "The decision";
            case "decisionTable" -> "The table as a whole";
            case "rule" -> RuleCells.title(element);
            case "input", "output" -> PropertyWords.title(element.getLocalName()) + ": " + name(element);
            case "sequenceFlow" -> way(element);
            case "message", "error", "signal", "escalation", "lane", "participant" ->
                PropertyWords.title(element.getLocalName()) + " ‘" + name(element) + "’";
            default -> name(element);
        };
    }

    private String way(Element flow) {
        String answer = flow.getAttribute("name").isBlank() ? "" : " ‘" + name(flow) + "’";
        return "Way%s from %s to %s"
                .formatted(answer, nameOf(flow.getAttribute("sourceRef")), nameOf(flow.getAttribute("targetRef")));
    }

    private static String name(Element element) {
        String name =
                element.getAttribute("name").isBlank() ? element.getAttribute("label") : element.getAttribute("name");
        return name.isBlank()
                ? PropertyWords.title(element.getAttribute("id"))
                : name.replaceAll("\\s+", " ").strip();
    }
}
