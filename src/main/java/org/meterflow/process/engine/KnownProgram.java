package org.meterflow.process.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.kit.PlacedStep;
import org.w3c.dom.Element;

/** The program together with the processes that have none: what a diagram may call is in either. */
final class KnownProgram implements DiagramCheck.Program {

    private final DiagramCheck.Program program;
    private final Set<String> drawn;
    private final Set<String> teams;
    private final Map<String, Element> tables = new HashMap<>();
    private final Map<String, Element> withoutProgram = new HashMap<>();

    KnownProgram(DiagramCheck.Program program, List<DiagramFile> diagrams, List<DiagramFile> tables) {
        tables.stream()
                .flatMap(file -> file.all("decision"))
                .forEach(table -> this.tables.put(table.getAttribute("id"), table));
        this.program = program;
        // asked for at each name in each diagram, and no quick question to the program
        this.drawn = program.drawn();
        this.teams = program.teams();
        diagrams.stream()
                .flatMap(file -> file.all("process"))
                .filter(process -> !drawn.contains(process.getAttribute("id")))
                .forEach(process -> withoutProgram.put(process.getAttribute("id"), process));
    }

    /** What the called process is as a step; empty when it is none. */
    Optional<PlacedFace> step(String called) {
        Element process = withoutProgram.get(called);
        if (process != null) {
            return Optional.of(PlacedFace.of(process));
        }
        return Optional.of(called)
                .filter(name -> !name.isEmpty())
                .map(program::named)
                .map(type -> type.getAnnotation(PlacedStep.class))
                .map(PlacedFace::of);
    }

    /** The decision table that a box asks; empty when it asks none, or one that there is not. */
    Optional<Element> table(Element box) {
        return DiagramFile.engines(box, "resultVariable").isEmpty()
                ? Optional.ofNullable(tables.get(DiagramFile.engines(box, "decisionRef")))
                : Optional.empty();
    }

    @Override
    public @Nullable Class<?> named(String name) {
        return program.named(name);
    }

    @Override
    public boolean hasForm(String key) {
        return program.hasForm(key);
    }

    @Override
    public Set<String> teams() {
        return teams;
    }

    @Override
    public Set<String> messages() {
        return program.messages();
    }

    @Override
    public Set<String> drawn() {
        return drawn;
    }
}
