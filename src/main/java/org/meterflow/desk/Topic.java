package org.meterflow.desk;

import java.util.Locale;
import java.util.Optional;

/**
 * What an open page wants to be told about.
 *
 * @param kind also the name of the event that says it changed
 * @param key which one, in the address's own words; empty when there is only one
 */
record Topic(Kind kind, String key) {

    enum Kind {
        CLOCK(Room.HOME),
        TASKS(Room.INBOX),
        TOKENS(Room.PROCESSES),
        CASE(Room.CASES),
        MESSAGES(Room.MESSAGES);

        private final Room room;

        Kind(Room room) {
            this.room = room;
        }

        Room room() {
            return room;
        }

        String event() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param text such as {@code tasks} or {@code case/changeOfSupplier/4711} */
    static Optional<Topic> parse(String text) {
        String[] parts = text.split("/", 2);
        for (Kind kind : Kind.values()) {
            if (kind.event().equals(parts[0])) {
                return Optional.of(new Topic(kind, parts.length == 2 ? parts[1] : ""));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return key.isEmpty() ? kind.event() : kind.event() + "/" + key;
    }
}
