package org.meterflow.process.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** What a file with one process must be for the engine to run it, before anybody looks at its boxes. */
final class DiagramShape {

    private static final int MOST_NAMED = 5;

    private DiagramShape() {}

    static Stream<String> wrong(ModelCheck.Subject diagram) {
        String file = diagram.file().name();
        Element process = ModelXml.children(diagram.root())
                .filter(child -> child.getLocalName().equals(ModelKind.DIAGRAM.element()))
                .findFirst()
                .orElseThrow();
        String idle = "%s: the process is not executable. Tick 'Executable' in the modeller.".formatted(file);
        String unstarted =
                "%s: the process does not begin with one plain circle. Cases are started by the program, not by a message or a clock of the diagram."
                        .formatted(file);
        String invisible = "%s has no drawing, so nobody could see it. Draw it in the modeller.".formatted(file);
        return Stream.of(
                        process.getAttribute("isExecutable").equals("true") ? Stream.<String>empty() : Stream.of(idle),
                        starts(process) ? Stream.<String>empty() : Stream.of(unstarted),
                        drawn(diagram.root()) ? Stream.<String>empty() : Stream.of(invisible),
                        twice(file, diagram.root()))
                .flatMap(sentence -> sentence);
    }

    private static boolean starts(Element process) {
        List<Element> starts = ModelXml.children(process)
                .filter(child -> child.getLocalName().equals("startEvent"))
                .toList();
        return starts.size() == 1
                && ModelXml.children(starts.get(0))
                        .noneMatch(child -> child.getLocalName().endsWith("EventDefinition"));
    }

    private static boolean drawn(Element root) {
        return ModelXml.below(root).anyMatch(element -> element.getLocalName().equals("BPMNShape"));
    }

    /** A sentence when the same id stands at several elements. */
    static Stream<String> twice(String file, Element root) {
        String several = ModelXml.below(root)
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        return several.isEmpty()
                ? Stream.empty()
                : Stream.of("%s: several elements have the same id: %s. Give each its own.".formatted(file, several));
    }
}
