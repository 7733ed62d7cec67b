package org.meterflow.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.meterflow.process.FieldError;

/** What was sent with a task form, held against the form: only what it asks for, within its limits and choices. */
final class FormAnswers {

    private final Document page;
    private final Map<String, String> values;

    FormAnswers(Document page, Map<String, String> sent) {
        this.page = page;
        this.values = new LinkedHashMap<>(sent);
        this.values.keySet().retainAll(fields().map(field -> field.attr("name")).collect(Collectors.toSet()));
    }

    Map<String, String> values() {
        return values;
    }

    List<FieldError> errors() {
        List<FieldError> errors = new ArrayList<>();
        fields().filter(TextField::is).map(TextField::new).forEach(text -> {
            String name = text.field().attr("name");
            text.tooLong(values.getOrDefault(name, "")).ifPresent(message -> errors.add(new FieldError(name, message)));
        });
        values.forEach((name, value) -> {
            Map<String, String> choices = choices(name);
            if (!choices.isEmpty() && !choices.keySet().containsAll(chosen(value, choices))) {
                errors.add(new FieldError(name, "Select one of the answers"));
            }
        });
        return errors;
    }

    /** Questions and answers in the form's words. */
    Map<String, String> read() {
        Map<String, String> read = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Map<String, String> choices = choices(name);
            String answer = choices.isEmpty()
                    ? value
                    : chosen(value, choices).stream()
                            .map(each -> choices.getOrDefault(each, each))
                            .collect(Collectors.joining(", "));
            if (!answer.isBlank() && !isConfidential(name)) {
                read.put(question(name), answer);
            }
        });
        return read;
    }

    /** For decisions alone: who opens the finished task is not shown it. */
    private boolean isConfidential(String name) {
        return named(name).anyMatch(field -> field.closest("[data-confidential]") != null);
    }

    private static List<String> chosen(String value, Map<String, String> choices) {
        if (choices.containsKey(value)) {
            return List.of(value);
        }
        return value.isEmpty() ? List.of() : List.of(value.split(","));
    }

    /** Value to words, of a field with choices. */
    private Map<String, String> choices(String name) {
        Map<String, String> choices = new LinkedHashMap<>();
        named(name).forEach(field -> {
            if (field.normalName().equals("select")) {
                field.select("option").forEach(option -> choices.put(option.attr("value"), option.text()));
            } else if (Set.of("radio", "checkbox").contains(field.attr("type"))) {
                choices.put(field.attr("value"), label(field).orElse(field.attr("value")));
            }
        });
        return choices;
    }

    private String question(String name) {
        Optional<Element> field = named(name).findFirst();
        return field.filter(each -> !choices(name).isEmpty())
                .map(each -> each.closest("fieldset"))
                .map(set -> set.selectFirst("legend"))
                .map(Element::text)
                .or(() -> field.flatMap(this::label))
                .orElse(name);
    }

    private Optional<String> label(Element field) {
        return page.select("label").stream()
                .filter(label -> !field.id().isEmpty() && label.attr("for").equals(field.id()))
                .map(Element::text)
                .findFirst();
    }

    private Stream<Element> named(String name) {
        return fields().filter(field -> field.attr("name").equals(name));
    }

    private Stream<Element> fields() {
        return page.select("input[name], textarea[name], select[name]").stream();
    }
}
