package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.Octets;

/**
 * What commands and time have written into a device, by name. What nobody wrote is not in here: it follows from the
 * device's seed, so that thousands of devices cost little.
 */
final class Memory {

    private static final String BETWEEN = "\n";

    private @Nullable Map<String, String> values;

    static Memory of(Map<String, String> saved) {
        Memory memory = new Memory();
        memory.values = saved.isEmpty() ? null : new TreeMap<>(saved);
        return memory;
    }

    Map<String, String> saved() {
        Map<String, String> written = values;
        return written == null ? Map.of() : written;
    }

    @Nullable
    String get(String name) {
        Map<String, String> written = values;
        return written == null ? null : written.get(name);
    }

    boolean has(String name) {
        return get(name) != null;
    }

    void put(String name, String value) {
        Map<String, String> written = values;
        if (written == null) {
            written = new TreeMap<>();
            values = written;
        }
        written.put(name, value);
    }

    void remove(String name) {
        Map<String, String> written = values;
        if (written != null) {
            written.remove(name);
        }
    }

    long number(String name, long otherwise) {
        String written = get(name);
        return written == null ? otherwise : Long.parseLong(written);
    }

    void put(String name, long value) {
        put(name, Long.toString(value));
    }

    @Nullable
    Instant time(String name) {
        String written = get(name);
        return written == null ? null : Instant.ofEpochMilli(Long.parseLong(written));
    }

    void put(String name, Instant time) {
        put(name, time.toEpochMilli());
    }

    @Nullable
    Octets octets(String name) {
        String written = get(name);
        return written == null ? null : Octets.ofHex(written);
    }

    void put(String name, Octets value) {
        put(name, value.hex());
    }

    @Nullable
    DlmsData data(String name) {
        Octets written = octets(name);
        return written == null ? null : DlmsData.parse(written);
    }

    void put(String name, DlmsData value) {
        put(name, value.encode());
    }

    List<String> names(String prefix) {
        return saved().keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    List<String> lines(String name) {
        String written = get(name);
        return written == null || written.isEmpty() ? List.of() : List.of(written.split(BETWEEN));
    }

    /** Adds a line, and forgets the oldest beyond so many. */
    void append(String name, String line, int kept) {
        List<String> lines = new ArrayList<>(lines(name));
        lines.add(line);
        int tooMany = Math.max(0, lines.size() - kept);
        put(name, String.join(BETWEEN, lines.subList(tooMany, lines.size())));
    }
}
