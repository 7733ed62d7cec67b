package org.meterflow.process.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Whether a box that asks a decision table can fill its inputs: by a mapping of its own, a fact, or what came of another box. */
final class DecisionCheck {

    private static final Pattern INPUT = Pattern.compile("([A-Za-z_]\\w*)(?:\\.([A-Za-z_]\\w*))?");

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
                .flatMap(input -> wrong(box, input).stream());
    }

    private Optional<String> wrong(Element box, String input) {
        Matcher name = INPUT.matcher(input);
        if (!name.matches()) {
            return Optional.of("%s: its table asks for '%s'. Ask for a fact, or an answer as in task.field."
                    .formatted(file.place(box), input));
        }
        Set<String> known = new TreeSet<>(new FactWords(program, file, box).known());
        if (name.group(2) != null) {
            return name.group(1).equals(AnswerResolver.FACTS)
                    ? new FactWords(program, file, box).unknown(name.group(2)).findFirst()
                    : new AnswerWords(program, file, box)
                            .unknown(name.group(1), name.group(2))
                            .findFirst();
        }
        DiagramFile.below(box, "inputParameter").forEach(each -> known.add(each.getAttribute("name")));
        file.all("*")
                .map(each -> DiagramFile.engines(each, "resultVariable"))
                .filter(each -> !each.isEmpty())
                .forEach(known::add);
        return known.contains(input)
                ? Optional.empty()
                : Optional.of(
                        "%s: its table asks for '%s', which is no fact of the case and no input parameter of the box. %s"
                                .formatted(
                                        file.place(box),
                                        input,
                                        known.isEmpty()
                                                ? "The case has none."
                                                : "There are: " + String.join(", ", known) + "."));
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
