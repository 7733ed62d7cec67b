package org.meterflow.process.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** What a diagram of a process without a program says at its start and of itself. */
final class DrawnStart {

    private DrawnStart() {}

    /** Of those outside any frame. */
    static Stream<Element> starts(Element process) {
        return ModelXml.children(process).filter(child -> child.getLocalName().equals("startEvent"));
    }

    static List<Element> fields(Element process) {
        return starts(process)
                .flatMap(start -> DiagramFile.below(start, "formField"))
                .toList();
    }

    static boolean isRequired(Element field) {
        return DiagramFile.below(field, "constraint")
                .anyMatch(constraint -> constraint.getAttribute("name").equals("required"));
    }

    /** The extension properties of the process itself. */
    static Map<String, String> marks(Element process) {
        Map<String, String> marks = new TreeMap<>();
        ModelXml.children(process)
                .filter(child -> child.getLocalName().equals("extensionElements"))
                .flatMap(extensions -> DiagramFile.below(extensions, "property"))
                .forEach(property -> marks.put(property.getAttribute("name"), property.getAttribute("value")));
        return marks;
    }
}
