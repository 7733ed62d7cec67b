package org.meterflow.process.engine;

import java.util.Optional;
import java.util.stream.Stream;

/** What can be put in force: the diagram of a process, a decision table, or the form of a task. */
public enum ModelKind {
    DIAGRAM("process", ".bpmn"),
    TABLE("decision", ".dmn"),
    FORM("title", ".html");

    private final String element;
    private final String ending;

    ModelKind(String element, String ending) {
        this.element = element;
        this.ending = ending;
    }

    /** Of the file with this name, as the engine tells them apart, in small letters; empty when it is none of them. */
    public static Optional<ModelKind> of(String file) {
        return Stream.of(values()).filter(kind -> file.endsWith(kind.ending)).findFirst();
    }

    /** The element that gives it its name. */
    public String element() {
        return element;
    }

    String ending() {
        return ending;
    }
}
