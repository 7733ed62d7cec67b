package org.meterflow.process.engine;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.feel.FeelEngine;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/** A decision table from outside: one table, of known elements, with FEEL and nothing else in its cells. */
final class TableCheck {

    private static final Set<String> KNOWN = Set.of(
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
    private static final String FEEL = "feel|https?://www\\.omg\\.org/spec/(dmn/\\d{8}/)?feel/(\\d{8})?";
    private static final Set<String> UNARY_TESTS = Set.of("inputEntry", "inputValues", "outputValues");
    private static final Set<String> EXPRESSIONS = Set.of("inputExpression", "outputEntry", "defaultOutputEntry");
    private static final int LONGEST_CELL = 1000;
    private static final int DEEPEST_CELL = 8;
    private static final FeelEngine LANGUAGE =
            new FeelEngine.Builder().enableExternalFunctions(false).build();

    /** What makes an expression take as long as it likes. */
    private static final Pattern LOOPS = Pattern.compile("\\b(for|some|every|function)\\b");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private final String file;
    private final Element root;

    TableCheck(ModelCheck.Subject table) {
        this.file = table.file().name();
        this.root = table.root();
    }

    Stream<String> wrong() {
        return Stream.of(
                        DiagramShape.twice(file, root),
                        shape(),
                        known(),
                        Stream.concat(Stream.of(root), said()).flatMap(this::cell))
                .flatMap(found -> found)
                .distinct();
    }

    /** What says something; the drawing of the table says nothing. */
    private Stream<Element> said() {
        return ModelXml.below(root)
                .filter(element -> element.getNamespaceURI() == null
                        || !element.getNamespaceURI()
                                .matches("https?://www\\.omg\\.org/spec/DMN/\\d{8}/(DMNDI|DI|DC)/"));
    }

    private Stream<String> shape() {
        boolean one = root.getNamespaceURI() != null
                && root.getNamespaceURI().endsWith("/MODEL/")
                && said().filter(is("decisionTable")).count() == 1;
        return one
                ? Stream.empty()
                : Stream.of("%s does not hold one decision table. Save it in a newer modeller.".formatted(file));
    }

    /** The engine also understands elements of former editions of the language, beside those of the file's own. */
    private Stream<String> known() {
        return said().filter(element -> !Objects.equals(element.getNamespaceURI(), root.getNamespaceURI())
                        || !KNOWN.contains(element.getLocalName()))
                .map(Element::getNodeName)
                .distinct()
                .map(kind -> "%s: '%s' has no place in a decision table of this program. Take it out."
                        .formatted(file, kind));
    }

    private static Predicate<Element> is(String kind) {
        return element -> element.getLocalName().equals(kind);
    }

    private Stream<String> cell(Element element) {
        List<String> foreign = languages(element)
                .filter(language -> !language.toLowerCase(Locale.ROOT).matches(FEEL))
                .map(language -> place(element) + "it is written in %s. Write it in FEEL.".formatted(language))
                .toList();
        return foreign.isEmpty()
                ? ModelXml.children(element).filter(is("text")).flatMap(text -> text(element, ModelXml.text(text)))
                : foreign.stream();
    }

    private static Stream<String> languages(Element element) {
        return IntStream.range(0, element.getAttributes().getLength())
                .mapToObj(element.getAttributes()::item)
                .map(Attr.class::cast)
                .filter(attribute -> attribute.getLocalName().equals("expressionLanguage"))
                .map(Attr::getValue)
                .filter(language -> !language.isEmpty());
    }

    private Stream<String> text(Element cell, String text) {
        if (text.length() > LONGEST_CELL || nesting(text) > DEEPEST_CELL) {
            return Stream.of(place(cell) + "a cell is too long or too deeply nested. Make it simpler.");
        }
        if (LOOPS.matcher(QUOTED.matcher(text).replaceAll("")).find()) {
            return Stream.of(place(cell)
                    + "'%s' repeats or defines something, which may never end. Compare values instead."
                            .formatted(text));
        }
        return isFeel(cell.getLocalName(), text)
                ? Stream.empty()
                : Stream.of(place(cell) + "'%s' is not FEEL. Write it as in the other cells.".formatted(text));
    }

    private static boolean isFeel(String kind, String text) {
        return text.isEmpty()
                || (UNARY_TESTS.contains(kind)
                        ? LANGUAGE.parseUnaryTests(text).isRight()
                        : !EXPRESSIONS.contains(kind)
                                || LANGUAGE.parseExpression(text).isRight());
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
        String where = is("rule").test(around)
                ? ModelXml.children(around)
                        .filter(is("description"))
                        .map(ModelXml::text)
                        .findFirst()
                        .orElse("a rule")
                : element.getAttribute("label");
        return file + (where.isEmpty() ? "" : ", " + where) + ": ";
    }
}
