package org.meterflow.process.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Whether a box that asks a decision table can fill its inputs: by a mapping of its own, a fact, or what came of another box. */
final class DecisionCheck {

    private static final Pattern NAME = Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*)(?:\\.([A-Za-z_]\\w*))?");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Set<String> FEEL = Set.of("or", "and", "not", "null", "true", "false");

    private final KnownProgram program;
    private final DiagramFile file;

    DecisionCheck(KnownProgram program, DiagramFile file) {
        this.program = program;
        this.file = file;
    }

    Stream<String> wrong() {
        return file.all("businessRuleTask")
                .flatMap(box -> program.table(box).stream().flatMap(table -> wrong(box, table)));
    }

    private Stream<String> wrong(Element box, Element table) {
        return DiagramFile.below(table, "inputExpression")
                .map(input ->
                        ModelXml.children(input).map(ModelXml::text).findFirst().orElse(""))
                .flatMap(input -> wrong(box, input));
    }

    /** All that an input names, a fact or an answer as in task.field, however it compares them. */
    private Stream<String> wrong(Element box, String input) {
        return NAME.matcher(QUOTED.matcher(input).replaceAll(""))
                .results()
                .filter(name -> !FEEL.contains(name.group(1)))
                .flatMap(name -> unknown(box, name.group(1), name.group(2)).stream())
                .distinct();
    }

    private Optional<String> unknown(Element box, String name, @Nullable String field) {
        Set<String> known = known(box);
        if (known.contains(name)) {
            return Optional.empty();
        }
        if (field != null) {
            return name.equals(AnswerResolver.FACTS)
                    ? new FactWords(program, file, box).unknown(field).findFirst()
                    : new AnswerWords(program, file, box).unknown(name, field).findFirst();
        }
        return Optional.of(
                "%s: its table asks for '%s', which is no fact of the case and no input parameter of the box. %s"
                        .formatted(
                                file.place(box),
                                name,
                                known.isEmpty()
                                        ? "The case has none."
                                        : "There are: " + String.join(", ", known) + "."));
    }

    private Set<String> known(Element box) {
        Set<String> known = new TreeSet<>(new FactWords(program, file, box).known());
        DiagramFile.below(box, "inputParameter").forEach(each -> known.add(each.getAttribute("name")));
        file.all("*")
                .map(each -> DiagramFile.engines(each, "resultVariable"))
                .filter(each -> !each.isEmpty())
                .forEach(known::add);
        return known;
    }

    /** What can be read of a box that asks the table. */
    static List<String> outputs(Element table) {
        return DiagramFile.below(table, "output")
                .map(output -> output.getAttribute("name"))
                .toList();
    }

    /** The words that an output can be; empty when its rules say more than words. */
    static List<String> words(Element table, String output) {
        int at = outputs(table).indexOf(output);
        List<String> entries = DiagramFile.below(table, "rule")
                .map(rule -> DiagramFile.below(rule, "outputEntry").toList())
                .filter(row -> at >= 0 && at < row.size())
                .map(row -> ModelXml.children(row.get(at))
                        .map(ModelXml::text)
                        .findFirst()
                        .orElse(""))
                .toList();
        return entries.stream().allMatch(entry -> entry.matches("\"[^\"]*\""))
                ? entries.stream()
                        .map(entry -> entry.substring(1, entry.length() - 1))
                        .distinct()
                        .collect(Collectors.toList())
                : List.of();
    }
}
