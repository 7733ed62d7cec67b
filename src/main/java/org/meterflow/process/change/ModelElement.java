package org.meterflow.process.change;

import java.util.LinkedHashMap;
import java.util.Map;

/** What has an id in a diagram or a table – a box, a way, a rule – and all that its file says of it. */
record ModelElement(String id, String title, Map<String, Property> properties) {

    ModelElement(String id, String title) {
        this(id, title, new LinkedHashMap<>());
    }

    /**
     * @param raw what counts: when it is another, the property has changed
     * @param shown as people read it: the name of what an id stands for
     */
    record Property(String label, String raw, String shown) {}

    void add(String label, String raw, String shown) {
        String key = label;
        for (int number = 2; properties.containsKey(key); number++) {
            key = label + " " + number;
        }
        properties.put(key, new Property(key, raw, shown));
    }

    /** @param key by which it is matched, when several can have the same label */
    void add(String key, String label, String raw, String shown) {
        properties.put(key, new Property(label, raw, shown));
    }
}
