package org.meterflow.process.form;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.w3c.dom.Node;

/** A form as its author wrote it, read for what it asks. */
public final class FormText {

    private final Document page;

    private FormText(Document page) {
        this.page = page;
    }

    /** @return empty when it is no text in UTF-8 */
    public static Optional<FormText> read(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            Document page = Jsoup.parse(text, "", Parser.htmlParser().setTrackPosition(true));
            page.outputSettings().prettyPrint(false);
            return Optional.of(new FormText(page));
        } catch (CharacterCodingException none) {
            return Optional.empty();
        }
    }

    Document page() {
        return page;
    }

    public String title() {
        return page.title().strip();
    }

    /** The document in the form in which models are looked at. */
    public org.w3c.dom.Element root() {
        Node root = new W3CDom().namespaceAware(false).fromJsoup(page).getDocumentElement();
        return (org.w3c.dom.Element) root;
    }

    Stream<Element> fields() {
        return page.getAllElements().stream().filter(element -> FormMarks.isField(element.normalName()));
    }

    /** What can be answered to each field, by its name: nothing of a field that is typed. */
    Map<String, Set<String>> answers() {
        Map<String, Set<String>> answers = new LinkedHashMap<>();
        fields().forEach(field -> {
            Set<String> choices = answers.computeIfAbsent(field.attr("name"), name -> new LinkedHashSet<>());
            if (field.normalName().equals("select")) {
                field.select("option").forEach(option -> choices.add(option.attr("value")));
            } else if (Set.of("radio", "checkbox").contains(field.attr("type"))) {
                choices.add(field.attr("value"));
            }
        });
        return answers;
    }

    /** The fields whose answers are for decisions alone. */
    Set<String> confidential() {
        return fields().filter(field -> field.closest("[data-confidential]") != null)
                .map(field -> field.attr("name"))
                .collect(Collectors.toSet());
    }

    /** The labels of facts that it shows or looks at. */
    public Set<String> labels() {
        Set<String> labels = new LinkedHashSet<>();
        page.getAllElements()
                .forEach(element -> Stream.concat(
                                FormExpression.text(element.attr(FormMarks.TEXT)).stream(),
                                FormExpression.condition(element.attr(FormMarks.CONDITION)).stream())
                        .flatMap(FormExpression::labels)
                        .forEach(labels::add));
        return labels;
    }
}
