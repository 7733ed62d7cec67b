package org.meterflow.process.engine;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.meterflow.process.Drawn;
import org.meterflow.process.FactName;
import org.w3c.dom.Element;

/** What conditions say of the facts that the process knows of its case: {@code facts.supplyStartDate}. */
final class FactWords {

    private final DiagramCheck.Program program;
    private final DiagramFile file;
    private final Element at;

    /** @param at where the condition stands */
    FactWords(DiagramCheck.Program program, DiagramFile file, Element at) {
        this.program = program;
        this.file = file;
        this.at = at;
    }

    Stream<String> unknown(String name) {
        List<String> known = known();
        return known.contains(name)
                ? Stream.empty()
                : Stream.of("%s: the process knows no fact %s. %s"
                        .formatted(
                                file.place(at),
                                name,
                                known.isEmpty()
                                        ? "It has none for conditions."
                                        : "It knows: " + String.join(", ", known) + "."));
    }

    /** By their names in conditions. */
    List<String> known() {
        return Stream.concat(ofTheProgram(), ofTheStart()).toList();
    }

    private Stream<String> ofTheProgram() {
        return file.ids("process").stream()
                .map(program::named)
                .filter(Objects::nonNull)
                .map(type -> type.getAnnotation(Drawn.class))
                .filter(Objects::nonNull)
                .flatMap(FactWords::known);
    }

    /** A process without a program knows what its cases started from. */
    private Stream<String> ofTheStart() {
        return file.all("process")
                .filter(process -> !program.drawn().contains(process.getAttribute("id")))
                .flatMap(process -> DrawnStart.fields(process).stream())
                .map(field -> field.getAttribute("id"));
    }

    private static Stream<String> known(Drawn process) {
        return Stream.ofNullable(process.knows().getEnumConstants())
                .flatMap(Stream::of)
                .map(FactName::inDiagrams);
    }
}
