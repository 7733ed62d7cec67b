package org.meterflow.process.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A diagram or a decision table, read for what it names; the engine reads it anew. */
final class DiagramFile {

    private static final String ENGINES_OWN = "http://camunda.org/schema/1.0/bpmn";
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{[^}]*}?");

    private final String name;
    private final Element root;
    private final Map<String, Element> byId = new HashMap<>();

    private DiagramFile(String name, Element root) {
        this.name = name;
        this.root = root;
    }

    /** @throws IOException with a sentence when it is no XML */
    static DiagramFile read(String name, byte[] content) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return new DiagramFile(
                    name, builder.parse(new ByteArrayInputStream(content)).getDocumentElement());
        } catch (SAXException broken) {
            throw new IOException("%s cannot be read: %s. Save it again in the modeller, or take it away."
                    .formatted(name, broken.getMessage()));
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String name() {
        return name;
    }

    /** All elements of these kinds, in the order of the file. */
    Stream<Element> all(String... kinds) {
        return Stream.of(kinds).flatMap(kind -> elements(root.getElementsByTagNameNS("*", kind)));
    }

    List<String> ids(String kind) {
        return all(kind).map(element -> element.getAttribute("id")).toList();
    }

    static Stream<Element> below(Element element, String... kinds) {
        return Stream.of(kinds).flatMap(kind -> elements(element.getElementsByTagNameNS("*", kind)));
    }

    static String engines(Element element, String attribute) {
        return element.getAttributeNS(ENGINES_OWN, attribute);
    }

    /** What stands in an element itself, as attribute or text, for the engine to work out. */
    static Stream<String> expressions(Element element) {
        if (isNotShown(element)) {
            return Stream.empty();
        }
        Stream<String> attributes = IntStream.range(0, element.getAttributes().getLength())
                .mapToObj(element.getAttributes()::item)
                .map(Node::getNodeValue);
        String text = nodes(element.getChildNodes())
                .filter(node -> node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE)
                .map(Node::getNodeValue)
                .collect(Collectors.joining());
        return Stream.concat(attributes, Stream.of(text))
                .flatMap(written -> EXPRESSION.matcher(written).results())
                .map(MatchResult::group);
    }

    /** Documentation is for people, but for a task's: the engine works it out as the task's description. */
    private static boolean isNotShown(Element element) {
        boolean ofATask = element.getParentNode() != null
                && "userTask".equals(element.getParentNode().getLocalName());
        return element.getLocalName().equals("definitions")
                || element.getLocalName().equals("documentation") && !ofATask;
    }

    /** The element with this id, whatever it is. */
    Optional<Element> element(String id) {
        if (byId.isEmpty()) {
            all("*").forEach(element -> byId.putIfAbsent(element.getAttribute("id"), element));
        }
        return Optional.ofNullable(byId.get(id));
    }

    /** The file and the box that an element belongs to, in the words of whoever drew it. */
    String place(Element element) {
        Element box = element;
        while (box.getParentNode() instanceof Element above && !isBox(box)) {
            box = above;
        }
        String id = box.getAttribute("id");
        String title = box.getAttribute("name");
        return "%s, %s%s".formatted(name, id, title.isEmpty() ? "" : " (" + title.replaceAll("\\s+", " ") + ")");
    }

    private static boolean isBox(Element element) {
        @Nullable Node above = element.getParentNode();
        return element.getLocalName().equals("process")
                || (above != null
                        && Set.of("process", "subProcess", "transaction").contains(above.getLocalName())
                        && element.hasAttribute("id"));
    }

    private static Stream<Element> elements(NodeList list) {
        return nodes(list).map(Element.class::cast);
    }

    private static Stream<Node> nodes(NodeList list) {
        return IntStream.range(0, list.getLength()).mapToObj(list::item);
    }
}
