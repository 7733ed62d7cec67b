package org.meterflow.desk;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an open page wants to be told about.
 *
 * @param kind also the name of the event that says it changed
 * @param key which one, in the address's own words; of tasks, the teams whose they are; empty when there is only one
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

    /** The work of these teams: people of the same teams listen to the same. */
    static Topic tasksOf(Collection<String> teams) {
        return new Topic(Kind.TASKS, String.join(",", new TreeSet<>(teams)));
    }

    /** The teams whose work it is about. */
    static Set<String> teams(Topic topic) {
        return topic.key.isEmpty() ? Set.of() : Set.of(topic.key.split(","));
    }

    @Override
    public String toString() {
        return key.isEmpty() ? kind.event() : kind.event() + "/" + key;
    }
}
