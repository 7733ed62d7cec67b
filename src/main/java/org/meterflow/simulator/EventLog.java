package org.meterflow.simulator;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A device's book of what happened, the latest hundred entries: each a moment, a code, and what belongs to it. */
final class EventLog {

    static final String EVENTS = "log.events";
    static final String SECURITY = "log.security";
    static final String POWER = "log.power";
    static final String AUXILIARY = "log.auxiliary";
    static final String BOOST = "log.boost";

    /** The event of a command that was carried out at once. */
    static final int COMMANDED = 0x8154;

    private static final int KEPT = 100;

    private final Memory memory;
    private final String name;

    /** @param more in hex where it is a string of bytes, else numbers */
    record Entry(Instant at, int code, List<String> more) {
        String more(int index) {
            return index < more.size() ? more.get(index) : "";
        }

        long number(int index) {
            return more(index).isEmpty() ? 0 : Long.parseLong(more(index));
        }
    }

    EventLog(Memory memory, String name) {
        this.memory = memory;
        this.name = name;
    }

    void add(Instant at, int code, Object... more) {
        StringBuilder line =
                new StringBuilder().append(at.getEpochSecond()).append(',').append(code);
        Arrays.stream(more).forEach(each -> line.append(',').append(each));
        memory.append(name, line.toString(), KEPT);
    }

    void clear() {
        memory.remove(name);
    }

    List<Entry> between(Instant from, Instant to) {
        return memory.lines(name).stream()
                .map(EventLog::read)
                .filter(entry -> !entry.at().isBefore(from) && !entry.at().isAfter(to))
                .toList();
    }

    private static Entry read(String line) {
        List<String> parts = List.of(line.split(",", -1));
        return new Entry(
                Instant.ofEpochSecond(Long.parseLong(parts.get(0))),
                Integer.parseInt(parts.get(1)),
                parts.subList(2, parts.size()));
    }
}
