package org.meterflow.process.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** A form as people read it, from the top: each text, each field and each answer, and when a part is shown. */
public final class FormLines {

    private FormLines() {}

    /**
     * @param place "Question", "Text", "Answer uphold to decision"
     * @param property what of it: "words", "limit", "shown if"
     */
    public record Line(String place, String property, String value) {}

    public static List<Line> of(FormText form) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Title", "words", form.title()));
        form.page().body().getAllElements().forEach(element -> {
            String place = place(element);
            if (FormMarks.isField(element.normalName()) || element.normalName().equals("option")) {
                lines.add(new Line(place, "kind", kind(element)));
                attribute(lines, place, "longest", element, "maxlength");
                attribute(lines, place, "rows", element, "rows");
            }
            String words = element.textNodes().stream()
                    .map(TextNode::text)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(" … "));
            if (element.hasAttr(FormMarks.TEXT)) {
                lines.add(new Line(place, "shows", element.attr(FormMarks.TEXT)));
            } else if (!words.isEmpty()) {
                lines.add(new Line(place, "words", words));
            }
            attribute(lines, place, "shown if", element, FormMarks.CONDITION);
        });
        return lines;
    }

    private static void attribute(List<Line> lines, String place, String property, Element element, String attribute) {
        if (element.hasAttr(attribute)) {
            lines.add(new Line(place, property, element.attr(attribute)));
        }
    }

    private static String kind(Element element) {
        if (Set.of("radio", "checkbox").contains(element.attr("type"))
                || element.normalName().equals("option")) {
            return "answer " + element.attr("value");
        }
        return element.normalName().equals("input") ? element.attr("type") : element.normalName();
    }

    private static String place(Element element) {
        if (FormMarks.isField(element.normalName())) {
            return "Field " + element.attr("name");
        }
        return switch (element.normalName()) {
            case "label" -> "Label of " + element.attr("for");
            case "legend" -> "Question";
            case "option" -> "Answer";
            case "dt" -> "Fact";
            case "dd" -> "Value of a fact";
            case "h2", "h3", "summary" -> "Heading";
            default ->
                element.hasClass("govuk-hint")
                        ? "Hint"
                        : element.textNodes().stream().allMatch(TextNode::isBlank) && !element.hasAttr(FormMarks.TEXT)
                                ? "Part"
                                : "Text";
        };
    }
}
