package org.meterflow.duis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads the children of one element in their prescribed order, and says which one is missing or too many. */
public final class Elements {

    private final Element parent;
    private final List<Element> children;
    private int position;

    private Elements(Element parent) {
        this.parent = parent;
        this.children = childrenOf(parent);
    }

    public static Elements of(Element parent) {
        return new Elements(parent);
    }

    public static List<Element> childrenOf(Element parent) {
        List<Element> children = new ArrayList<>();
        for (@Nullable Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** The next child, which has this name. */
    public Element required(String name) {
        return optional(name)
                .orElseThrow(() -> new MalformedDocument(
                        parent.getLocalName() + " has " + name + " here, not " + (atEnd() ? "its end" : nameOfNext())));
    }

    /** The next child if it has this name. */
    public Optional<Element> optional(String name) {
        if (atEnd() || !isNamed(children.get(position), name)) {
            return Optional.empty();
        }
        return Optional.of(children.get(position++));
    }

    /** The next child, whatever its name. */
    public Element any() {
        if (atEnd()) {
            throw new MalformedDocument(parent.getLocalName() + " is empty");
        }
        return children.get(position++);
    }

    public String text(String name) {
        return textOf(required(name));
    }

    public Optional<String> optionalText(String name) {
        return optional(name).map(Elements::textOf);
    }

    /** The next child's text as a value; what is wrong with it becomes a sentence about this element. */
    public <T> T value(String name, Function<String, T> reader) {
        return read(name, text(name), reader);
    }

    public <T> Optional<T> optionalValue(String name, Function<String, T> reader) {
        return optionalText(name).map(text -> read(name, text, reader));
    }

    /** Nothing may follow. */
    public void end() {
        if (!atEnd()) {
            throw new MalformedDocument(parent.getLocalName() + " does not take " + nameOfNext() + " here");
        }
    }

    public static String textOf(Element element) {
        if (!childrenOf(element).isEmpty()) {
            throw new MalformedDocument(element.getLocalName() + " holds text, not elements");
        }
        return element.getTextContent().strip();
    }

    public static boolean isNamed(Element element, String name) {
        return name.equals(element.getLocalName()) && Duis.NAMESPACE.equals(element.getNamespaceURI());
    }

    private static <T> T read(String name, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | java.time.DateTimeException wrong) {
            throw new MalformedDocument(name + ": " + wrong.getMessage());
        }
    }

    private boolean atEnd() {
        return position >= children.size();
    }

    private String nameOfNext() {
        return children.get(position).getNodeName();
    }
}
