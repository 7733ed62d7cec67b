package org.meterflow.process.change;

import java.util.List;
import java.util.Set;
import org.meterflow.process.engine.ModelXml;
import org.w3c.dom.Element;

/** The cells of a rule, each under the column in which it stands, wherever that column stands now. */
final class RuleCells {

    private static final Set<String> CELLS = Set.of("inputEntry", "outputEntry");

    private final Element rule;
    private final Element table;

    RuleCells(Element rule) {
        this.rule = rule;
        this.table = (Element) rule.getParentNode();
    }

    static boolean isNone(Element element) {
        return !CELLS.contains(element.getLocalName());
    }

    /** "Rule: Old debt of a credit consumer", or its number when nobody described it */
    static String title(Element rule) {
        return ModelXml.children(rule)
                .filter(ModelElements.is("description"))
                .map(ModelXml::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> "Rule: " + text)
                .orElseGet(() -> "Rule " + (before(rule).size() + 1));
    }

    void addTo(ModelElement read) {
        add(read, "input", "inputEntry");
        add(read, "output", "outputEntry");
        List<Element> before = before(rule);
        String former = before.isEmpty() ? "" : before.get(before.size() - 1).getAttribute("id");
        read.add(
                ModelElements.PLACE,
                ModelElements.PLACE,
                former,
                before.isEmpty() ? "the first" : "after ‘" + title(before.get(before.size() - 1)) + "’");
    }

    private void add(ModelElement read, String column, String cell) {
        List<Element> columns =
                ModelXml.children(table).filter(ModelElements.is(column)).toList();
        List<Element> cells =
                ModelXml.children(rule).filter(ModelElements.is(cell)).toList();
        for (int i = 0; i < cells.size(); i++) {
            Element cellOfColumn = cells.get(i);
            String text = ModelXml.children(cellOfColumn)
                    .filter(ModelElements.is("text"))
                    .map(ModelXml::text)
                    .findFirst()
                    .orElse("");
            String key = i < columns.size() ? columns.get(i).getAttribute("id") : cell + i;
            read.add(key, i < columns.size() ? label(columns.get(i)) : "column " + (i + 1), text, text);
        }
    }

    private static String label(Element column) {
        return column.getAttribute("label").isBlank() ? column.getAttribute("name") : column.getAttribute("label");
    }

    private static List<Element> before(Element rule) {
        List<Element> rules = ModelXml.children((Element) rule.getParentNode())
                .filter(ModelElements.is("rule"))
                .toList();
        return rules.subList(0, rules.indexOf(rule));
    }
}
