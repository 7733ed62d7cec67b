package org.meterflow.desk;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/** A field of a task form into which people write: how much fits, and how the page says so. */
record TextField(Element field) {

    /** Without a word from the form's author. */
    private static final int ONE_LINE = 100;

    private static final int SEVERAL_LINES = 1000;

    /** Percent. */
    private static final String NEARLY_FULL = "75";

    private static final String COUNT = "govuk-character-count";
    private static final Set<String> NOT_TYPED = Set.of(
            "radio", "checkbox", "hidden", "password", "file", "date", "datetime-local", "time", "submit", "button");

    static boolean is(Element field) {
        return field.normalName().equals("textarea")
                || field.normalName().equals("input") && !NOT_TYPED.contains(field.attr("type"));
    }

    int limit() {
        Element counted = field.closest("[data-maxlength]");
        String written = counted == null ? field.attr("maxlength") : counted.attr("data-maxlength");
        return written.matches("\\d{1,6}")
                ? Integer.parseInt(written)
                : field.normalName().equals("textarea") ? SEVERAL_LINES : ONE_LINE;
    }

    /** As browsers count: a line ends with one character. */
    Optional<String> tooLong(String text) {
        int length = text.replace("\r\n", "\n").length();
        return length <= limit()
                ? Optional.empty()
                : Optional.of(
                        "Enter %s characters or fewer. You entered %s".formatted(number(limit()), number(length)));
    }

    /**
     * Says at the field how much fits, and counts, in one line only when it gets full; what is too long is kept whole until its
     * author has shortened it.
     */
    void count() {
        int limit = limit();
        field.removeAttr("maxlength");
        if (field.closest("." + COUNT) != null) {
            return;
        }
        if (field.hasAttr("inputmode")) {
            field.attr("maxlength", String.valueOf(limit));
            return;
        }
        if (field.id().isEmpty()) {
            field.id(field.attr("name"));
        }
        field.wrap("<div></div>");
        Element around = field.parent();
        if (around == null) {
            return;
        }
        around.addClass(COUNT).attr("data-module", COUNT).attr("data-maxlength", String.valueOf(limit));
        if (!field.normalName().equals("textarea")) {
            around.attr("data-threshold", NEARLY_FULL);
        }
        String info = field.id() + "-info";
        field.addClass("govuk-js-character-count")
                .attr("aria-describedby", (field.attr("aria-describedby") + " " + info).strip());
        around.appendElement("div")
                .id(info)
                .addClass("govuk-hint")
                .addClass(COUNT + "__message")
                .text("You can enter up to " + number(limit) + " characters");
    }

    private static String number(int number) {
        return String.format(Locale.UK, "%,d", number);
    }
}
