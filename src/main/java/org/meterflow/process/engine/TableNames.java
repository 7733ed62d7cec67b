package org.meterflow.process.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** The names by which the program fills and reads a decision table: a new version has to keep them. */
final class TableNames {

    private final ModelCheck.Subject table;
    private final List<ModelCheck.Subject> versions;

    /** @param versions all that were ever deployed, the newest first */
    TableNames(ModelCheck.Subject table, List<ModelCheck.Subject> versions) {
        this.table = table;
        this.versions = versions;
    }

    Stream<String> wrong() {
        return versions.isEmpty() ? Stream.empty() : Stream.concat(inputs(), outputs());
    }

    /** The program fills inputs that a former version had, and no others. */
    private Stream<String> inputs() {
        Map<String, String> filled = new TreeMap<>();
        versions.forEach(version -> filled.putAll(inputs(version.root())));
        String known = filled.entrySet().stream()
                .map(input -> input.getKey() + " (" + input.getValue() + ")")
                .collect(Collectors.joining(", "));
        return inputs(table.root()).entrySet().stream()
                .filter(input -> !Objects.equals(filled.get(input.getKey()), input.getValue()))
                .map(input -> "%s: the program fills no input '%s' of type '%s'. Take one of these: %s."
                        .formatted(table.file().name(), input.getKey(), input.getValue(), known));
    }

    private Stream<String> outputs() {
        Map<String, String> given = outputs(table.root());
        return outputs(versions.get(0).root()).entrySet().stream()
                .filter(output -> !Objects.equals(given.get(output.getKey()), output.getValue()))
                .map(output -> "%s: the program reads an output '%s' of type '%s'. Keep it."
                        .formatted(table.file().name(), output.getKey(), output.getValue()));
    }

    /** Expression → type. */
    private static Map<String, String> inputs(Element root) {
        return all(root, "inputExpression")
                .collect(Collectors.toMap(
                        expression -> ModelXml.children(expression)
                                .map(ModelXml::text)
                                .findFirst()
                                .orElse(""),
                        expression -> expression.getAttribute("typeRef"),
                        (one, other) -> one));
    }

    /** Name → type. */
    private static Map<String, String> outputs(Element root) {
        return all(root, "output")
                .collect(Collectors.toMap(
                        output -> output.getAttribute("name"),
                        output -> output.getAttribute("typeRef"),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static Stream<Element> all(Element root, String kind) {
        return ModelXml.below(root).filter(element -> element.getLocalName().equals(kind));
    }
}
