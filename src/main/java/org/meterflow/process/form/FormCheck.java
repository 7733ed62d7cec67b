package org.meterflow.process.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Whether a form is made of what forms are made of, and of nothing that could run: a sentence for each thing, with its line. */
public final class FormCheck {

    private static final int MOST_ELEMENTS = 600;
    private static final int DEEPEST = 40;

    private final String file;
    private final FormText form;

    public FormCheck(String file, FormText form) {
        this.file = file;
        this.form = form;
    }

    /** What may not stand in any form. */
    public List<String> wrong() {
        List<Element> elements = form.page().getAllElements().stream()
                .filter(element -> !element.normalName().equals("#root"))
                .toList();
        if (elements.size() > MOST_ELEMENTS
                || elements.stream().anyMatch(each -> each.parents().size() > DEEPEST)) {
            return List.of(
                    "%s: it has more elements, or deeper ones, than a form needs. Make it shorter.".formatted(file));
        }
        List<String> wrong = new ArrayList<>();
        if (form.title().isEmpty()) {
            wrong.add("%s: it has no title. Say in <title> what the task is called.".formatted(file));
        }
        elements.forEach(element -> {
            element(element).ifPresent(wrong::add);
            element.attributes()
                    .forEach(attribute -> attribute(element, attribute).ifPresent(wrong::add));
            field(element).ifPresent(wrong::add);
            element.textNodes().stream()
                    .flatMap(text -> inline(element, text).stream())
                    .forEach(wrong::add);
        });
        wrong.addAll(twice());
        return wrong.stream().distinct().toList();
    }

    private Optional<String> element(Element element) {
        return FormMarks.isElement(element.normalName())
                        && element.tag().prefix().isEmpty()
                ? Optional.empty()
                : said(element, "<%s> is no part of a form. Take it away.", element.tagName());
    }

    private Optional<String> attribute(Element element, Attribute attribute) {
        String name = attribute.getKey();
        String value = attribute.getValue();
        if (name.equals(FormMarks.TEXT)) {
            return shown(element, value);
        }
        if (name.equals(FormMarks.CONDITION)) {
            return FormExpression.condition(value).isPresent()
                    ? Optional.empty()
                    : said(
                            element,
                            "th:if=\"%s\" is not understood. Ask whether facts are there, or are some text, as in ${facts['Debt (£)']} or ${facts['Payment'] == 'Credit'}, with and between them.",
                            brief(value));
        }
        if (!FormMarks.isAttribute(element.normalName(), name)) {
            return said(element, "<%s> cannot have %s in a form. Take it away.", element.tagName(), name);
        }
        return FormMarks.fits(element.normalName(), name, value)
                ? Optional.empty()
                : said(element, "%s=\"%s\" is no %s that a form may have.", name, brief(value), name);
    }

    private Optional<String> shown(Element element, String value) {
        if (!element.children().isEmpty() || FormMarks.isField(element.normalName())) {
            return said(
                    element,
                    "th:text would take the place of what stands in <%s>. Put it at a part of its own.",
                    element.tagName());
        }
        return FormExpression.text(value).isPresent()
                ? Optional.empty()
                : said(
                        element,
                        "th:text=\"%s\" is not understood. Show one fact by its label, as in ${facts['Debt (£)']}.",
                        brief(value));
    }

    /** Text in which templates of the program would look for something to work out. */
    private Optional<String> inline(Element element, TextNode text) {
        String written = text.getWholeText();
        return written.contains("[[") || written.contains("[(")
                ? said(element, "text with “[[” or “[(” is not for forms. Show a fact with th:text.")
                : Optional.empty();
    }

    private Optional<String> field(Element element) {
        if (!FormMarks.isField(element.normalName())) {
            return Optional.empty();
        }
        if (element.attr("name").isEmpty()) {
            return said(element, "a field has no name. Its name is what the step reads.");
        }
        boolean labelled = !element.id().isEmpty()
                && form.page().select("label").stream()
                        .anyMatch(label -> label.attr("for").equals(element.id())
                                && !label.text().isBlank());
        return labelled
                ? Optional.empty()
                : said(
                        element,
                        "the field %s has no label. Write a <label> whose for is the id of the field.",
                        element.attr("name"));
    }

    private Stream<Element> identified() {
        return form.page().getAllElements().stream()
                .filter(element -> !element.id().isEmpty());
    }

    private List<String> twice() {
        Map<String, Long> ids = identified().collect(Collectors.groupingBy(Element::id, Collectors.counting()));
        return identified()
                .filter(element -> ids.getOrDefault(element.id(), 0L) > 1)
                .flatMap(
                        element -> said(element, "the id %s is there twice. Give each its own.", element.id()).stream())
                .toList();
    }

    /**
     * What the step behind the form would not understand, or would miss.
     *
     * @param brought the form as the program brought it, which asks what the step reads
     * @param facts labels of what is known of a case
     */
    public List<String> wrongFor(FormText brought, Set<String> facts) {
        List<String> wrong = new ArrayList<>();
        Map<String, Set<String>> read = brought.answers();
        Map<String, Set<String>> asked = form.answers();
        form.fields()
                .filter(field -> !read.containsKey(field.attr("name")))
                .flatMap(field -> said(
                        field,
                        "the step reads no field %s. It reads: %s.",
                        field.attr("name"),
                        String.join(", ", read.keySet()))
                        .stream())
                .forEach(wrong::add);
        read.keySet().stream()
                .filter(name -> !asked.containsKey(name))
                .map(name -> "%s: the field %s is gone, and the step reads it. Put it back.".formatted(file, name))
                .forEach(wrong::add);
        asked.forEach((name, choices) -> choices.stream()
                .filter(choice -> read.containsKey(name)
                        && !read.getOrDefault(name, Set.of()).contains(choice))
                .map(choice -> read.getOrDefault(name, Set.of()).isEmpty()
                        ? "%s: the field %s is typed, and not chosen from answers.".formatted(file, name)
                        : "%s: the step knows no answer '%s' of the field %s. It knows: %s."
                                .formatted(file, choice, name, String.join(", ", read.getOrDefault(name, Set.of()))))
                .forEach(wrong::add));
        read.forEach((name, choices) -> {
            if (!choices.isEmpty()
                    && asked.containsKey(name)
                    && asked.getOrDefault(name, Set.of()).isEmpty()) {
                wrong.add("%s: the field %s has to be chosen from: %s."
                        .formatted(file, name, String.join(", ", choices)));
            }
        });
        brought.confidential().stream()
                .filter(name -> asked.containsKey(name) && !form.confidential().contains(name))
                .map(name ->
                        "%s: what is answered to %s is for the decision alone. Put data-confidential back around it."
                                .formatted(file, name))
                .forEach(wrong::add);
        form.labels().stream()
                .filter(label -> !facts.contains(label))
                .map(label ->
                        "%s: nothing called '%s' is known of a case. Take a label from the facts of a case's page."
                                .formatted(file, label))
                .forEach(wrong::add);
        return wrong.stream().distinct().toList();
    }

    private static String brief(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }

    private Optional<String> said(Node node, String sentence, Object... words) {
        int line = node.sourceRange().isTracked() ? node.sourceRange().start().lineNumber() : 0;
        String place = line > 0 ? "%s, line %s".formatted(file, line) : file;
        return Optional.of(place + ": " + sentence.formatted(words));
    }
}
