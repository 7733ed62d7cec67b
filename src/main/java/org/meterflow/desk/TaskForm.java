package org.meterflow.desk;

import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.meterflow.process.FieldError;

/**
 * A task form as its author wrote it, plain fields with names, filled with what somebody typed and marked where that was
 * wrong. So that a form stays a page which opens in any browser.
 */
final class TaskForm {

    private final Document page;

    private TaskForm(Document page) {
        this.page = page;
    }

    static TaskForm parse(String html) {
        Document page = Jsoup.parse(html);
        page.outputSettings().prettyPrint(false);
        return new TaskForm(page);
    }

    TaskForm fill(Map<String, String> values) {
        for (Element field : page.select("input[name], textarea[name], select[name]")) {
            String value = values.get(field.attr("name"));
            if (value != null) {
                fill(field, value);
            }
        }
        return this;
    }

    private static void fill(Element field, String value) {
        switch (field.normalName() + ":" + field.attr("type")) {
            case "input:radio", "input:checkbox" ->
                field.attr("checked", List.of(value.split(",")).contains(field.attr("value")));
            case "input:password", "input:hidden", "input:file" -> {}
            default -> {
                if (field.normalName().equals("textarea")) {
                    field.text(value);
                } else if (field.normalName().equals("select")) {
                    field.select("option")
                            .forEach(option ->
                                    option.attr("selected", option.attr("value").equals(value)));
                } else {
                    field.attr("value", value);
                }
            }
        }
    }

    TaskForm mark(List<FieldError> errors) {
        errors.forEach(this::mark);
        return this;
    }

    private void mark(FieldError error) {
        Elements fields = named(error.field());
        Element first = fields.first();
        if (first == null) {
            return;
        }
        Element group = first.closest(".govuk-form-group");
        if (group != null) {
            group.addClass("govuk-form-group--error");
        }
        String id = error.field() + "-error";
        Element message = new Element("p").addClass("govuk-error-message").id(id);
        message.appendElement("span").addClass("govuk-visually-hidden").text("Error:");
        message.appendText(" " + error.message());
        Element choices = first.closest(".govuk-radios, .govuk-checkboxes");
        Element around = choices == null ? first.closest(".govuk-input__wrapper") : choices;
        (around == null ? first : around).before(message);
        Element described = choices == null || first.closest("fieldset") == null ? first : first.closest("fieldset");
        if (described != null) {
            described.attr("aria-describedby", (id + " " + described.attr("aria-describedby")).strip());
        }
        if (choices == null) {
            first.addClass("govuk-" + first.normalName() + "--error");
        }
    }

    /** Says at each text how long it may be. */
    TaskForm countCharacters() {
        page.select("input[name], textarea[name]").stream()
                .filter(TextField::is)
                .map(TextField::new)
                .toList()
                .forEach(TextField::count);
        return this;
    }

    FormAnswers answers(Map<String, String> values) {
        return new FormAnswers(page, values);
    }

    private Elements named(String name) {
        Elements found = new Elements();
        page.select("input, textarea, select").stream()
                .filter(field -> field.attr("name").equals(name))
                .forEach(found::add);
        return found;
    }

    /** The id to which the error summary's link leads. */
    String anchor(String field) {
        Element first = named(field).first();
        if (first == null) {
            return "form";
        }
        if (first.id().isEmpty()) {
            first.id(field);
        }
        return first.id();
    }

    String html() {
        return page.body().html();
    }
}
