package org.meterflow.process.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterflow.identifier.Reason;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The files that are about to be deployed, and what is wrong with them. */
public final class Diagrams {

    private final List<DiagramFile> diagrams = new ArrayList<>();
    private final List<DiagramFile> tables = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    private Diagrams() {}

    /** @param patterns as Spring resolves resources, {@code file:/etc/meterflow/bpmn/*.bpmn} */
    public static Diagrams at(String... patterns) {
        Diagrams found = new Diagrams();
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        try {
            for (String pattern : patterns) {
                Stream.of(resolver.getResources(pattern.strip()))
                        .sorted(Comparator.comparing(Diagrams::nameOf))
                        .forEach(found::add);
            }
        } catch (IOException noFolder) {
            found.unreadable.add("The diagrams cannot be read: " + noFolder.getMessage() + ".");
        }
        return found;
    }

    /** Files that are in no folder: what somebody proposes, together with what is deployed. */
    static Diagrams of(List<ModelFile> files) {
        Diagrams given = new Diagrams();
        files.forEach(file -> given.add(file.name(), file.content()));
        return given;
    }

    private static String nameOf(Resource resource) {
        return Objects.requireNonNullElse(resource.getFilename(), "a file without a name");
    }

    private void add(Resource resource) {
        try {
            add(nameOf(resource), resource.getContentAsByteArray());
        } catch (IOException | UncheckedIOException broken) {
            unreadable.add(Reason.of(broken));
        }
    }

    private void add(String name, byte[] content) {
        try {
            DiagramFile file = DiagramFile.read(name, content);
            (ModelKind.of(name).equals(Optional.of(ModelKind.TABLE)) ? tables : diagrams).add(file);
        } catch (IOException broken) {
            unreadable.add(Reason.of(broken));
        }
    }

    /** A sentence for each thing that is wrong: the file, the box, and what to do. */
    public List<String> wrongFor(DiagramCheck.Program program) {
        return unreadable.isEmpty() ? new DiagramCheck(program, diagrams, tables).wrong() : List.copyOf(unreadable);
    }
}
