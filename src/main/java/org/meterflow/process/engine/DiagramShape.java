package org.meterflow.process.engine;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** What a file with one process must be for the engine to run it, before anybody looks at its boxes. */
final class DiagramShape {

    private DiagramShape() {}

    static Stream<String> wrong(ModelCheck.Subject diagram, boolean known) {
        String file = diagram.file().name();
        Element process = ModelXml.children(diagram.root())
                .filter(child -> child.getLocalName().equals(ModelKind.DIAGRAM.element()))
                .findFirst()
                .orElseThrow();
        return Stream.of(
                        known
                                ? ""
                                : "%s: the program has no process %s. Keep the id of the process; a new process comes with a release."
                                        .formatted(file, diagram.key()),
                        process.getAttribute("isExecutable").equals("true")
                                ? ""
                                : "%s: the process is not executable. Tick 'Executable' in the modeller."
                                        .formatted(file),
                        drawn(diagram.root())
                                ? ""
                                : "%s has no drawing, so nobody could see it. Draw it in the modeller.".formatted(file),
                        twice(file, diagram.root()))
                .filter(sentence -> !sentence.isEmpty());
    }

    private static boolean drawn(Element root) {
        return ModelXml.below(root).anyMatch(element -> element.getLocalName().equals("BPMNShape"));
    }

    /** Ids that stand at several elements. */
    static String twice(String file, Element root) {
        String several = ModelXml.below(root)
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .limit(5)
                .collect(Collectors.joining(", "));
        return several.isEmpty()
                ? ""
                : String.format(
                        Locale.UK, "%s: several elements have the same id: %s. Give each its own.", file, several);
    }
}
