package org.meterflow.process.change;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.change.Difference.Sort;
import org.meterflow.process.change.ModelElement.Property;
import org.w3c.dom.Element;

/** What a new file says otherwise than the one before: every property, matched by the ids of the elements; never the drawing. */
final class Differences {

    private final Map<String, ModelElement> before;
    private final Map<String, ModelElement> after;
    private final List<Difference> found = new ArrayList<>();

    private Differences(Map<String, ModelElement> before, Map<String, ModelElement> after) {
        this.before = before;
        this.after = after;
    }

    /** @param before null when nothing like it was there */
    static List<Difference> between(@Nullable Element before, Element after) {
        return new Differences(before == null ? Map.of() : ModelElements.of(before), ModelElements.of(after)).all();
    }

    private List<Difference> all() {
        after.values().forEach(element -> {
            ModelElement former = before.get(element.id());
            if (former == null) {
                added(element);
            } else {
                changed(former, element);
            }
        });
        before.values().stream()
                .filter(former -> !after.containsKey(former.id()))
                .forEach(gone -> found.add(new Difference(Sort.REMOVED, gone.id(), gone.title(), "", "", "")));
        order();
        return List.copyOf(found);
    }

    private void added(ModelElement element) {
        found.add(new Difference(Sort.ADDED, element.id(), element.title(), "", "", ""));
        element.properties().values().stream()
                .filter(property -> !property.shown().isEmpty())
                .forEach(property -> found.add(new Difference(
                        Sort.ADDED, element.id(), element.title(), property.label(), "", property.shown())));
    }

    private void changed(ModelElement former, ModelElement element) {
        Set<String> keys = new LinkedHashSet<>(element.properties().keySet());
        keys.addAll(former.properties().keySet());
        keys.remove(ModelElements.PLACE);
        for (String key : keys) {
            Property was = former.properties().get(key);
            Property is = element.properties().get(key);
            if (!same(was, is)) {
                boolean told = !shown(was).equals(shown(is));
                found.add(new Difference(
                        Sort.CHANGED,
                        element.id(),
                        element.title(),
                        label(was, is),
                        told ? shown(was) : raw(was),
                        told ? shown(is) : raw(is)));
            }
        }
    }

    /** A property that is left out and one that is empty say the same. */
    private static boolean same(@Nullable Property was, @Nullable Property is) {
        return raw(was).equals(raw(is));
    }

    private static String label(@Nullable Property was, @Nullable Property is) {
        return is != null ? is.label() : was != null ? was.label() : "";
    }

    private static String raw(@Nullable Property property) {
        return property == null ? "" : property.raw();
    }

    private static String shown(@Nullable Property property) {
        return property == null ? "" : property.shown();
    }

    /** In most tables the first rule that fits counts. */
    private void order() {
        List<ModelElement> was =
                rules(before).filter(rule -> after.containsKey(rule.id())).toList();
        List<ModelElement> is =
                rules(after).filter(rule -> before.containsKey(rule.id())).toList();
        if (!ids(was).equals(ids(is))) {
            found.add(new Difference(
                    Sort.CHANGED, "", "The table as a whole", "order of the rules", titles(was), titles(is)));
        }
    }

    private static Stream<ModelElement> rules(Map<String, ModelElement> elements) {
        return elements.values().stream().filter(element -> element.properties().containsKey(ModelElements.PLACE));
    }

    private static List<String> ids(List<ModelElement> rules) {
        return rules.stream().map(ModelElement::id).toList();
    }

    private static String titles(List<ModelElement> rules) {
        return rules.stream()
                .map(rule -> rule.title().replaceFirst("^Rule: ", ""))
                .collect(Collectors.joining("; "));
    }
}
