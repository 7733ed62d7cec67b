package org.meterflow.process.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.meterflow.identifier.Reason;
import org.meterflow.process.Drawn;
import org.meterflow.process.form.FormVersions;
import org.meterflow.team.Teams;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/**
 * Whether files from outside may be deployed into the program that runs: what its start asks of a folder, asked of what is
 * deployed now with these in place of theirs, and what the engine itself asks of each.
 */
@Component
public class ModelCheck {

    private final Definitions definitions;
    private final EngineParse engine;
    private final DiagramCheck.Program program;
    private final FormFindings forms;

    ModelCheck(
            Definitions definitions,
            EngineParse engine,
            ConfigurableListableBeanFactory beans,
            @Value("${meterflow.forms.directory:}") String ownForms,
            Teams teams,
            FormVersions forms) {
        this.definitions = definitions;
        this.engine = engine;
        this.program = new DiagramsAtStart.Beans(beans, ownForms, teams.names());
        this.forms = new FormFindings(program, forms);
    }

    /** What a file is a new version of; only for one with nothing wrong. */
    public record Subject(ModelKind kind, String key, ModelFile file, Element root) {}

    /**
     * @param subjects empty when anything is wrong
     * @param wrong a sentence for each thing: the file, the box, and what to do
     */
    public record Findings(List<Subject> subjects, List<String> wrong) {}

    public Findings look(List<ModelFile> files) {
        List<String> wrong = new ArrayList<>();
        List<Subject> subjects =
                files.stream().flatMap(file -> subject(file, wrong).stream()).toList();
        wrong.addAll(twice(subjects));
        wrong.addAll(unasked(subjects));
        if (wrong.isEmpty()) {
            wrong.addAll(subjects.stream().flatMap(this::own).toList());
        }
        if (wrong.isEmpty()) {
            wrong.addAll(together(subjects));
        }
        if (wrong.isEmpty()) {
            subjects.forEach(subject -> wrong.addAll(engine.wrong(subject)));
        }
        return new Findings(wrong.isEmpty() ? subjects : List.of(), wrong);
    }

    /** What is wrong with what is deployed now: a release may have taken away what an approved change needs. */
    List<String> wrongInForce() {
        return Diagrams.of(List.copyOf(deployed().values())).wrongFor(program);
    }

    private static Optional<Subject> subject(ModelFile file, List<String> wrong) {
        Optional<ModelKind> kind = ModelKind.of(file.name());
        if (kind.isEmpty()) {
            wrong.add("%s is no diagram, decision table or form. Select files that end with .bpmn, .dmn or .html."
                    .formatted(file.name()));
            return Optional.empty();
        }
        if (kind.get() == ModelKind.FORM) {
            return FormFindings.subject(file, wrong);
        }
        try {
            Element root = ModelXml.root(file);
            List<Element> subjects = ModelXml.children(root)
                    .filter(child -> child.getLocalName().equals(kind.get().element()))
                    .toList();
            if (subjects.size() == 1) {
                return Optional.of(new Subject(kind.get(), subjects.get(0).getAttribute("id"), file, root));
            }
            wrong.add(
                    kind.get() == ModelKind.DIAGRAM
                            ? "%s does not hold exactly one process. Save each process in a file of its own."
                                    .formatted(file.name())
                            : "%s does not hold exactly one decision table. Save each table in a file of its own."
                                    .formatted(file.name()));
        } catch (IOException broken) {
            wrong.add(Reason.of(broken));
        }
        return Optional.empty();
    }

    private static List<String> twice(List<Subject> subjects) {
        Set<String> seen = new HashSet<>();
        return subjects.stream()
                .filter(subject -> !seen.add(subject.kind() + subject.key())
                        | !seen.add("file " + subject.file().name()))
                .map(subject -> "%s is the second file with the same name or with %s. Leave one of them out."
                        .formatted(subject.file().name(), subject.key()))
                .toList();
    }

    /** A table with a new id is one that somebody misnamed, unless a diagram that comes with it asks it. */
    private List<String> unasked(List<Subject> subjects) {
        return subjects.stream()
                .filter(subject -> subject.kind() == ModelKind.TABLE)
                .filter(table -> definitions.inForce(table.kind(), table.key()).isEmpty())
                .filter(table -> subjects.stream()
                        .flatMap(subject -> ModelXml.below(subject.root()))
                        .noneMatch(
                                box -> DiagramFile.engines(box, "decisionRef").equals(table.key())))
                .map(table ->
                        "%s: nothing asks the table %s. Keep the id of the table, or bring the diagram that asks it along."
                                .formatted(table.file().name(), table.key()))
                .toList();
    }

    private Stream<String> own(Subject subject) {
        if (subject.kind() == ModelKind.FORM) {
            return forms.wrong(subject).stream();
        }
        List<Definition> versions = definitions.versions(subject.kind(), subject.key());
        Stream<String> shape = switch (subject.kind()) {
            case DIAGRAM -> DiagramShape.wrong(subject);
            case FORM -> Stream.empty();
            case TABLE ->
                Stream.concat(
                        new TableCheck(subject).wrong(),
                        isAskedByTheProgram(subject.key())
                                ? new TableNames(
                                                subject,
                                                versions.stream()
                                                        .map(this::subject)
                                                        .toList())
                                        .wrong()
                                : Stream.empty());
        };
        return Stream.concat(ModelLengths.wrong(subject), shape);
    }

    /** Otherwise diagrams ask it, and their boxes are looked at together with it. */
    private boolean isAskedByTheProgram(String table) {
        return program.drawn().stream()
                .flatMap(process -> Stream.ofNullable(program.named(process)))
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(Drawn.class)))
                .anyMatch(process -> List.of(process.asks()).contains(table));
    }

    private Subject subject(Definition deployed) {
        ModelFile file = definitions.file(deployed);
        try {
            return new Subject(deployed.kind(), deployed.key(), file, ModelXml.root(file));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What these files bring with them, not what was wrong without them. */
    private List<String> together(List<Subject> subjects) {
        Map<String, ModelFile> all = deployed();
        Set<String> before =
                new HashSet<>(Diagrams.of(List.copyOf(all.values())).wrongFor(program));
        subjects.stream()
                .filter(subject -> subject.kind() != ModelKind.FORM)
                .forEach(subject -> all.put(subject.kind() + subject.key(), subject.file()));
        return Diagrams.of(List.copyOf(all.values())).wrongFor(program).stream()
                .filter(sentence -> !before.contains(sentence)
                        || subjects.stream()
                                .anyMatch(subject ->
                                        sentence.startsWith(subject.file().name() + ",")))
                .toList();
    }

    private Map<String, ModelFile> deployed() {
        Map<String, ModelFile> all = new LinkedHashMap<>();
        definitions.inForce().stream()
                .filter(each -> each.kind() != ModelKind.FORM)
                .forEach(each -> all.put(each.kind() + each.key(), definitions.file(each)));
        return all;
    }
}
