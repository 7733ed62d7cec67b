package org.meterflow.process.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.feel.FeelEngine;
import org.w3c.dom.Element;

/** A decision table from outside: FEEL and nothing else in its cells, and the names by which the program fills and reads it. */
final class TableCheck {

    private static final Set<String> KNOWN = Set.of(
            "definitions",
            "decision",
            "description",
            "variable",
            "decisionTable",
            "input",
            "inputExpression",
            "inputValues",
            "output",
            "outputValues",
            "defaultOutputEntry",
            "rule",
            "inputEntry",
            "outputEntry",
            "annotation",
            "annotationEntry",
            "text",
            "inputData",
            "knowledgeSource",
            "informationRequirement",
            "authorityRequirement",
            "requiredInput",
            "requiredAuthority");
    private static final String FEEL = "(?i)feel|https?://www\\.omg\\.org/spec/(DMN/\\d{8}/)?FEEL/(\\d{8})?";
    private static final Set<String> UNARY_TESTS = Set.of("inputEntry", "inputValues", "outputValues");
    private static final Set<String> EXPRESSIONS = Set.of("inputExpression", "outputEntry", "defaultOutputEntry");
    private static final int LONGEST_CELL = 1000;
    private static final int DEEPEST_CELL = 8;
    private static final FeelEngine LANGUAGE =
            new FeelEngine.Builder().enableExternalFunctions(false).build();

    private final ModelCheck.Subject table;
    private final List<ModelCheck.Subject> versions;

    /** @param versions all that were ever deployed, the newest first */
    TableCheck(ModelCheck.Subject table, List<ModelCheck.Subject> versions) {
        this.table = table;
        this.versions = versions;
    }

    Stream<String> wrong() {
        String twice = DiagramShape.twice(table.file().name(), table.root());
        Stream<String> cells = drawn(table.root()).flatMap(this::cell);
        return Stream.of(
                        twice.isEmpty() ? Stream.<String>empty() : Stream.of(twice),
                        shape(),
                        cells,
                        inputs(),
                        outputs())
                .flatMap(found -> found)
                .distinct();
    }

    /** What says something; the drawing of the table says nothing. */
    private static Stream<Element> drawn(Element root) {
        return ModelXml.below(root)
                .filter(element -> element.getNamespaceURI() != null
                        && element.getNamespaceURI().endsWith("/MODEL/"));
    }

    private Stream<String> shape() {
        boolean one = drawn(table.root()).filter(is("decisionTable")).count() == 1;
        return Stream.concat(
                one
                        ? Stream.empty()
                        : Stream.of("%s holds no decision table."
                                .formatted(table.file().name())),
                drawn(table.root())
                        .map(Element::getLocalName)
                        .filter(kind -> !KNOWN.contains(kind))
                        .distinct()
                        .map(kind -> "%s: '%s' has no place in a decision table of this program. Take it out."
                                .formatted(table.file().name(), kind)));
    }

    private static java.util.function.Predicate<Element> is(String kind) {
        return element -> element.getLocalName().equals(kind);
    }

    private Stream<String> cell(Element element) {
        String language = element.getAttribute("expressionLanguage");
        if (!language.isEmpty() && !language.matches(FEEL)) {
            return Stream.of(place(element) + "it is written in %s. Write it in FEEL.".formatted(language));
        }
        String text = ModelXml.children(element)
                .filter(is("text"))
                .map(ModelXml::text)
                .findFirst()
                .orElse("");
        if (text.length() > LONGEST_CELL || nesting(text) > DEEPEST_CELL) {
            return Stream.of(place(element) + "a cell is too long or too deeply nested. Make it simpler.");
        }
        boolean broken = !text.isEmpty()
                && (UNARY_TESTS.contains(element.getLocalName())
                        ? LANGUAGE.parseUnaryTests(text).isLeft()
                        : EXPRESSIONS.contains(element.getLocalName())
                                && LANGUAGE.parseExpression(text).isLeft());
        return broken
                ? Stream.of(place(element) + "'%s' is not FEEL. Write it as in the other cells.".formatted(text))
                : Stream.empty();
    }

    private static int nesting(String text) {
        int depth = 0;
        int deepest = 0;
        for (char each : text.toCharArray()) {
            depth += "([{".indexOf(each) >= 0 ? 1 : ")]}".indexOf(each) >= 0 ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    /** "objection.dmn, Old debt of a credit consumer: " */
    private String place(Element element) {
        Element around = element;
        while (around.getParentNode() instanceof Element above && !is("rule").test(around)) {
            around = above;
        }
        String rule = is("rule").test(around)
                ? ModelXml.children(around)
                        .filter(is("description"))
                        .map(ModelXml::text)
                        .findFirst()
                        .orElse("a rule")
                : "";
        String label = element.getAttribute("label");
        return table.file().name() + (rule.isEmpty() ? label.isEmpty() ? "" : ", " + label : ", " + rule) + ": ";
    }

    /** The program fills inputs that a former version had, and no others. */
    private Stream<String> inputs() {
        if (versions.isEmpty()) {
            return Stream.empty();
        }
        Map<String, String> filled = new TreeMap<>();
        versions.forEach(version -> filled.putAll(names(version, "inputExpression")));
        return names(table, "inputExpression").entrySet().stream()
                .filter(input -> !Objects.equals(filled.get(input.getKey()), input.getValue()))
                .map(input -> "%s: the program fills no input '%s' of type '%s'. Take one of these: %s."
                        .formatted(table.file().name(), input.getKey(), input.getValue(), words(filled)));
    }

    private Stream<String> outputs() {
        if (versions.isEmpty()) {
            return Stream.empty();
        }
        Map<String, String> given = names(table, "output");
        return names(versions.get(0), "output").entrySet().stream()
                .filter(output -> !Objects.equals(given.get(output.getKey()), output.getValue()))
                .map(output -> "%s: the program reads an output '%s' of type '%s'. Keep it."
                        .formatted(table.file().name(), output.getKey(), output.getValue()));
    }

    /** Name or expression → type. */
    private static Map<String, String> names(ModelCheck.Subject table, String kind) {
        return drawn(table.root())
                .filter(is(kind))
                .collect(Collectors.toMap(
                        element ->
                                kind.equals("output") ? element.getAttribute("name") : ModelXml.text(textOf(element)),
                        element -> element.getAttribute("typeRef"),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static Element textOf(Element expression) {
        return ModelXml.children(expression).filter(is("text")).findFirst().orElse(expression);
    }

    private static String words(Map<String, String> names) {
        return names.entrySet().stream()
                .map(name -> name.getKey() + " (" + name.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
