package org.meterflow.process.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meterflow.process.engine.ModelXml;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/**
 * Everything that a diagram or a table says, by the element that says it; how it is drawn is left out. What has no id, or
 * stands inside a box, is a property of what it stands in: so nothing is left out that a reviewer does not know of.
 */
final class ModelElements {

    /** On a rule that is new: behind which it stands. */
    static final String PLACE = "place";

    private static final Set<String> CONTAINERS = Set.of(
            "definitions",
            "process",
            "subProcess",
            "transaction",
            "adHocSubProcess",
            "collaboration",
            "laneSet",
            "childLaneSet",
            "decision",
            "decisionTable");
    private static final Set<String> OUTERMOST = Set.of("definitions", "process", "decision", "decisionTable");
    private static final Set<String> WRAPPINGS = Set.of("extensionElements", "formData", "properties", "validation");
    private static final Set<String> SAID_ELSEWHERE = Set.of("incoming", "outgoing");
    private static final Set<String> OF_THE_FILE = Set.of("expressionLanguage", "typeLanguage");

    private final Element root;
    private final ElementTitles titles;

    private ModelElements(Element root) {
        this.root = root;
        this.titles = new ElementTitles(
                ModelXml.below(root).filter(element -> element.hasAttribute("id") && !isDrawing(element)));
    }

    /** By id, in the order of the file. */
    static Map<String, ModelElement> of(Element root) {
        return new ModelElements(root).read();
    }

    private Map<String, ModelElement> read() {
        Map<String, ModelElement> all = new LinkedHashMap<>();
        Stream.concat(Stream.of(root), ModelXml.below(root))
                .filter(ModelElements::isOwner)
                .forEach(element -> all.put(element.getAttribute("id"), read(element)));
        return all;
    }

    private static boolean isOwner(Element element) {
        return element.hasAttribute("id")
                && !isDrawing(element)
                && (!(element.getParentNode() instanceof Element above) || CONTAINERS.contains(above.getLocalName()));
    }

    private static boolean isDrawing(Element element) {
        String space = element.getNamespaceURI();
        return space != null && space.matches(".*/(DI|DC|DMNDI)/?");
    }

    private ModelElement read(Element element) {
        ModelElement read = new ModelElement(element.getAttribute("id"), titles.of(element));
        boolean outermost = OUTERMOST.contains(element.getLocalName());
        if (!outermost) {
            read.add("kind", element.getLocalName(), PropertyWords.of(element.getLocalName()));
        }
        if (element.getParentNode() instanceof Element above && !OUTERMOST.contains(above.getLocalName())) {
            add(read, "inside", above.getAttribute("id"));
        }
        collect(element, "", read);
        if (element.getLocalName().endsWith("Gateway")) {
            ways(element, read);
        }
        return read;
    }

    private void collect(Element element, String before, ModelElement read) {
        attributes(element)
                .filter(attribute -> !before.isEmpty()
                        || !element.getLocalName().equals("definitions")
                        || OF_THE_FILE.contains(attribute.getLocalName()))
                .filter(attribute -> before.isEmpty()
                        || !attribute.getLocalName().equals("name")
                        || !ownName(element).equals(attribute.getValue()))
                .forEach(attribute ->
                        add(read, join(before, PropertyWords.of(attribute.getLocalName())), attribute.getValue()));
        List<Element> within = ModelXml.children(element)
                .filter(child -> !isOwner(child) && !isDrawing(child))
                .filter(child -> !SAID_ELSEWHERE.contains(child.getLocalName()))
                .toList();
        if (element.getLocalName().equals("rule")) {
            new RuleCells(element).addTo(read);
            within.stream().filter(RuleCells::isNone).forEach(child -> inner(child, before, read));
        } else {
            within.forEach(child -> inner(child, before, read));
        }
    }

    private void inner(Element child, String before, ModelElement read) {
        if (WRAPPINGS.contains(child.getLocalName())) {
            collect(child, before, read);
            return;
        }
        if (child.getLocalName().endsWith("EventDefinition")) {
            String trigger = child.getLocalName().replace("EventDefinition", "");
            read.add("trigger", child.getLocalName(), PropertyWords.of(trigger));
            collect(child, before, read);
            return;
        }
        String label = (join(before, PropertyWords.of(child.getLocalName())) + " " + ownName(child)).strip();
        String text = ModelXml.text(child);
        int said = read.properties().size();
        if (!text.isEmpty()) {
            add(read, label, text);
        }
        collect(child, label, read);
        if (read.properties().size() == said) {
            read.add(label, "yes", "yes");
        }
    }

    /** What tells it from its like: the engine's own elements have an id that counts, or else a name. */
    private static String ownName(Element child) {
        return isTheEngines(child) && child.hasAttribute("id") ? child.getAttribute("id") : child.getAttribute("name");
    }

    private static boolean isTheEngines(Element element) {
        String space = element.getNamespaceURI();
        return space != null && space.startsWith("http://camunda.org/");
    }

    private static Stream<Attr> attributes(Element element) {
        return IntStream.range(0, element.getAttributes().getLength())
                .mapToObj(element.getAttributes()::item)
                .map(Attr.class::cast)
                .filter(attribute -> !attribute.getName().startsWith("xmlns"))
                .filter(attribute -> !attribute.getName().equals("id"))
                .filter(attribute -> !attribute.getName().equals("xsi:type"));
    }

    /** The order in which the engine tries them. */
    private void ways(Element gateway, ModelElement read) {
        List<Element> ways = ModelXml.children((Element) gateway.getParentNode())
                .filter(flow -> flow.getAttribute("sourceRef").equals(gateway.getAttribute("id")))
                .toList();
        if (ways.size() > 1) {
            read.add(
                    "ways, in the order in which they are tried",
                    ways.stream().map(way -> way.getAttribute("id")).collect(Collectors.joining(" ")),
                    ways.stream().map(titles::of).collect(Collectors.joining("; ")));
        }
    }

    private void add(ModelElement read, String label, String value) {
        read.add(label, titles.raw(value), titles.nameOf(value));
    }

    private static String join(String before, String word) {
        return before.isEmpty() ? word : before + ", " + word;
    }

    static Predicate<Element> is(String kind) {
        return element -> element.getLocalName().equals(kind);
    }
}
