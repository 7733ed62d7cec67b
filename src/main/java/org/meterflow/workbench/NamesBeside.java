package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.meterflow.gbcs.NamedValue;

/** Puts names, readings and units beside the values of a tree; a tree is read again without them. */
final class NamesBeside {

    private NamesBeside() {}

    /** A name, and what the value comes to in words or in its unit where that says more than the value itself. */
    static void put(NamedValue named, ObjectNode node) {
        String name = named.name();
        if (!name.isEmpty() && !name.chars().allMatch(Character::isDigit)) {
            node.put("name", name);
        }
        reading(named, node);
    }

    static void reading(NamedValue named, ObjectNode node) {
        String raw = node.path("value").isValueNode() ? node.path("value").asText() : "";
        if (!named.value().isEmpty()
                && (!named.unit().isEmpty() || !named.value().equals(raw))) {
            node.put("reading", named.value());
        }
        if (!named.unit().isEmpty()) {
            node.put("unit", named.unit());
        }
    }

    /** All of them as a list of their own, where values have no places that could carry names. */
    static void list(List<NamedValue> values, ArrayNode nodes) {
        for (NamedValue value : values) {
            ObjectNode node = nodes.addObject().put("name", value.name());
            if (!value.value().isEmpty()) {
                node.put("reading", value.value());
            }
            if (!value.unit().isEmpty()) {
                node.put("unit", value.unit());
            }
            if (!value.children().isEmpty()) {
                list(value.children(), node.putArray("parts"));
            }
        }
    }
}
