package org.meterflow.process.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a file with one process must be for the engine to run it, before anybody looks at its boxes. */
final class DiagramShape {

    private static final int MOST_NAMED = 5;
    private static final Set<String> OF_FORMS = Set.of("formField", "value");

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

    /** A sentence when the same id stands at several elements; a form's fields and their choices count in their form alone. */
    static Stream<String> twice(String file, Element root) {
        String several = ModelXml.below(root)
                .filter(element -> !element.getAttribute("id").isEmpty())
                .collect(Collectors.groupingBy(DiagramShape::place, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> entry.getKey().id())
                .sorted()
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        return several.isEmpty()
                ? Stream.empty()
                : Stream.of("%s: several elements have the same id: %s. Give each its own.".formatted(file, several));
    }

    private static Place place(Element element) {
        boolean ofForm = OF_FORMS.contains(element.getLocalName());
        return new Place(ofForm ? element.getParentNode() : null, element.getAttribute("id"));
    }

    /** @param within null for the whole file */
    private record Place(@Nullable Node within, String id) {}
}
