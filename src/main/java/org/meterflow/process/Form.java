package org.meterflow.process;

import java.util.Map;

/**
 * A completed task form as a process's method receives it.
 *
 * @param values field name to text, as typed
 * @param actor who submitted it
 */
public record Form(Map<String, String> values, String actor) {

    /** The text typed into the field, without surrounding space; empty when there was none. */
    public String text(String field) {
        return values.getOrDefault(field, "").strip();
    }
}
