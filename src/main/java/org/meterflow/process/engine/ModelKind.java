package org.meterflow.process.engine;

import java.util.Optional;

/** What can be deployed: the diagram of a process, or a decision table. */
public enum ModelKind {
    DIAGRAM("process", ".bpmn"),
    TABLE("decision", ".dmn");

    private final String element;
    private final String ending;

    ModelKind(String element, String ending) {
        this.element = element;
        this.ending = ending;
    }

    /** Of the file with this name, as the engine tells them apart, in small letters; empty when it is neither. */
    public static Optional<ModelKind> of(String file) {
        return file.endsWith(DIAGRAM.ending)
                ? Optional.of(DIAGRAM)
                : file.endsWith(TABLE.ending) ? Optional.of(TABLE) : Optional.empty();
    }

    /** The element whose id is the key. */
    public String element() {
        return element;
    }
}
