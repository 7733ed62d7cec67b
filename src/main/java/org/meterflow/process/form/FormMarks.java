package org.meterflow.process.form;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand in a form: these elements, with these attributes, with such values. Everything else is refused. */
final class FormMarks {

    static final String TEXT = "th:text";
    static final String CONDITION = "th:if";

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,59}");
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,79}");
    private static final Pattern IDS =
            Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,79}( [A-Za-z][A-Za-z0-9_-]{0,79}){0,5}");
    private static final Pattern CLASSES =
            Pattern.compile("(govuk|mf)-[A-Za-z0-9_-]{1,60}( (govuk|mf)-[A-Za-z0-9_-]{1,60}){0,9}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{0,29}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]{0,200}");
    private static final Pattern NOTHING = Pattern.compile("");
    private static final Pattern WRITTEN = Pattern.compile("[^\\p{Cntrl}]{1,1200}");

    /** Attributes that any element may have. */
    private static final Map<String, Pattern> COMMON = Map.of(
            "class",
            CLASSES,
            "id",
            ID,
            "lang",
            Pattern.compile("[A-Za-z-]{2,10}"),
            "aria-describedby",
            IDS,
            "data-module",
            Pattern.compile("govuk-(radios|checkboxes)"),
            "data-confidential",
            NOTHING,
            TEXT,
            WRITTEN,
            CONDITION,
            WRITTEN);

    private static final Map<String, Pattern> TYPED = Map.of(
            "name", NAME,
            "maxlength", NUMBER,
            "spellcheck", Pattern.compile("true|false"),
            "autocomplete", WORD);

    private static final Map<String, Map<String, Pattern>> OWN = Map.of(
            "html", Map.of("xmlns:th", Pattern.compile("http://www\\.thymeleaf\\.org")),
            "meta", Map.of("charset", Pattern.compile("(?i)utf-8")),
            "label", Map.of("for", ID),
            "input",
                    Map.of(
                            "type",
                            Pattern.compile("text|radio|checkbox|date|datetime-local|number"),
                            "value",
                            VALUE,
                            "inputmode",
                            WORD,
                            "min",
                            VALUE,
                            "max",
                            VALUE,
                            "step",
                            VALUE),
            "textarea", Map.of("rows", NUMBER),
            "option", Map.of("value", VALUE));

    private static final Set<String> FIELDS = Set.of("input", "textarea", "select");

    private static final Set<String> ELEMENTS = Set.of(
            "html",
            "head",
            "title",
            "meta",
            "body",
            "h2",
            "h3",
            "p",
            "br",
            "strong",
            "em",
            "span",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "div",
            "fieldset",
            "legend",
            "label",
            "input",
            "textarea",
            "select",
            "option",
            "details",
            "summary");

    private FormMarks() {}

    static boolean isElement(String name) {
        return ELEMENTS.contains(name);
    }

    static boolean isField(String name) {
        return FIELDS.contains(name);
    }

    static boolean isAttribute(String element, String attribute) {
        return pattern(element, attribute) != NOTHING || attribute.equals("data-confidential");
    }

    static boolean fits(String element, String attribute, String value) {
        return pattern(element, attribute).matcher(value).matches();
    }

    /** One that only the empty value fits, for attributes that there are not. */
    private static Pattern pattern(String element, String attribute) {
        Pattern common = COMMON.get(attribute);
        if (common != null) {
            return common;
        }
        Pattern own = OWN.getOrDefault(element, Map.of()).get(attribute);
        if (own != null) {
            return own;
        }
        return FIELDS.contains(element) ? TYPED.getOrDefault(attribute, NOTHING) : NOTHING;
    }
}
