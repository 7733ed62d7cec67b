package org.meterflow.process.form;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeFilter.FilterResult;

/** A form that somebody has approved, for one case. Nothing in it runs: facts are put into places, and places left out. */
public final class FormPage {

    private FormPage() {}

    /** @param facts of the case, as people read them */
    public static String html(String key, byte[] content, Map<String, String> facts) {
        FormText form = FormText.read(content).orElseThrow(() -> new IllegalStateException(key + " is no text"));
        List<String> wrong = new FormCheck(key, form).wrong();
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join(" ", wrong));
        }
        Document page = form.page();
        List.copyOf(page.getAllElements()).forEach(element -> show(element, facts));
        page.filter((node, depth) -> node instanceof Comment ? FilterResult.REMOVE : FilterResult.CONTINUE);
        return page.html();
    }

    private static void show(Element element, Map<String, String> facts) {
        boolean hidden = element.hasAttr(FormMarks.CONDITION)
                && FormExpression.condition(element.attr(FormMarks.CONDITION))
                        .filter(condition -> condition.holds(facts))
                        .isEmpty();
        if (hidden) {
            element.remove();
            return;
        }
        if (element.hasAttr(FormMarks.TEXT)) {
            FormExpression.text(element.attr(FormMarks.TEXT)).ifPresent(fact -> element.text(fact.text(facts)));
        }
        element.removeAttr(FormMarks.CONDITION).removeAttr(FormMarks.TEXT);
    }
}
