package org.meterflow.gbcs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * What a user's request says beyond its header, as a tree without namespaces: the catalogue of use cases takes its
 * parameters from here (DUIS, Request Body).
 *
 * @param text of an element that holds no others; else empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RequestPart(String name, Map<String, String> attributes, String text, List<RequestPart> parts) {

    public RequestPart {
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
        text = text == null ? "" : text;
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    public static RequestPart empty(String name) {
        return new RequestPart(name, Map.of(), "", List.of());
    }

    public static RequestPart text(String name, String text) {
        return new RequestPart(name, Map.of(), text, List.of());
    }

    public static RequestPart of(String name, RequestPart... parts) {
        return new RequestPart(name, Map.of(), "", List.of(parts));
    }

    public static RequestPart of(Element element) {
        List<RequestPart> parts = new ArrayList<>();
        for (@Nullable Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                parts.add(of(inner));
            }
        }
        String text = parts.isEmpty() ? element.getTextContent().strip() : "";
        return new RequestPart(localName(element), attributes(element), text, parts);
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> attributes = new LinkedHashMap<>();
        NamedNodeMap all = element.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            Attr attribute = (Attr) all.item(i);
            if (!attribute.getName().startsWith("xmlns")) {
                attributes.put(localName(attribute), attribute.getValue());
            }
        }
        return attributes;
    }

    private static String localName(Node node) {
        return node.getLocalName() == null ? node.getNodeName() : node.getLocalName();
    }

    /** The same with one more part at its end. */
    public RequestPart with(RequestPart part) {
        List<RequestPart> more = new ArrayList<>(parts);
        more.add(part);
        return new RequestPart(name, attributes, "", more);
    }

    /**
     * The elements at a path: the first name at any depth, each further one directly below.
     * {@code Season/SeasonName}, {@code Thresholds[@index=3]/BlockThreshold}, {@code Settings[Phase=2]} (by the text of
     * an element inside), {@code Phase[2]} (counted from 1), {@code .} for this one.
     */
    public List<RequestPart> all(String path) {
        if (path.equals(".")) {
            return List.of(this);
        }
        String[] steps = path.split("/");
        List<RequestPart> found = new ArrayList<>();
        deep(PathStep.of(steps[0]).name(), found);
        found = PathStep.of(steps[0]).pick(found);
        for (String step : Arrays.copyOfRange(steps, 1, steps.length)) {
            List<RequestPart> below = new ArrayList<>();
            for (RequestPart part : found) {
                below.addAll(PathStep.of(step).pick(part.named(PathStep.of(step).name())));
            }
            found = below;
        }
        return List.copyOf(found);
    }

    public Optional<RequestPart> first(String path) {
        return all(path).stream().findFirst();
    }

    public boolean has(String path) {
        return value(path).isPresent();
    }

    /** The text at a path, or, where it ends with {@code /@name} or is {@code @name}, an attribute. */
    public Optional<String> value(String path) {
        return values(path).stream().findFirst();
    }

    /** The same of every element at the path. */
    public List<String> values(String path) {
        if (path.startsWith("@")) {
            return Optional.ofNullable(attributes.get(path.substring(1))).stream()
                    .toList();
        }
        int at = path.lastIndexOf("/@");
        if (at < 0) {
            return all(path).stream().map(RequestPart::text).toList();
        }
        String attribute = path.substring(at + 2);
        return all(path.substring(0, at)).stream()
                .flatMap(part -> Optional.ofNullable(part.attributes().get(attribute)).stream())
                .toList();
    }

    /** @throws MissingParameter when there is none */
    public String required(String path) {
        return value(path).orElseThrow(() -> new MissingParameter(path, name));
    }

    private List<RequestPart> named(String wanted) {
        return parts.stream().filter(part -> part.name.equals(wanted)).toList();
    }

    private void deep(String wanted, List<RequestPart> found) {
        for (RequestPart part : parts) {
            if (part.name.equals(wanted)) {
                found.add(part);
            } else {
                part.deep(wanted, found);
            }
        }
    }
}
