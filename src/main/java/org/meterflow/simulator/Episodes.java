package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was different from one moment to another, such as a voltage that was too high: a value, its beginning, its end. */
final class Episodes {

    private static final int KEPT = 50;

    private final Memory memory;
    private final String present;
    private final String past;

    /** @param to null while it lasts */
    record Episode(Instant from, @Nullable Instant to, int value) {
        boolean covers(Instant at) {
            return !from.isAfter(at) && (to == null || at.isBefore(to));
        }
    }

    Episodes(Memory memory, String name) {
        this.memory = memory;
        this.present = name + ".present";
        this.past = name + ".past";
    }

    /** Another value from now on. */
    void begin(int value, Instant now) {
        end(now);
        memory.put(present, now.toEpochMilli() + " " + value);
    }

    /** @return what is forgotten in its place, if anything */
    Optional<Episode> end(Instant now) {
        String lasting = memory.get(present);
        if (lasting == null) {
            return Optional.empty();
        }
        Optional<Episode> oldest = memory.lines(past).size() < KEPT ? Optional.empty() : Optional.of(all().get(0));
        memory.remove(present);
        memory.append(past, now.toEpochMilli() + " " + lasting, KEPT);
        return oldest;
    }

    boolean isOn() {
        return memory.has(present);
    }

    List<Episode> all() {
        List<Episode> all = new ArrayList<>();
        for (String line : memory.lines(past)) {
            String[] parts = line.split(" ");
            all.add(new Episode(moment(parts[1]), moment(parts[0]), Integer.parseInt(parts[2])));
        }
        String lasting = memory.get(present);
        if (lasting != null) {
            String[] parts = lasting.split(" ");
            all.add(new Episode(moment(parts[0]), null, Integer.parseInt(parts[1])));
        }
        return all;
    }

    private static Instant moment(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    /** @return null when nothing was different */
    @Nullable
    Integer at(Instant time) {
        for (Episode episode : all()) {
            if (episode.covers(time)) {
                return episode.value();
            }
        }
        return null;
    }

    /** The last beginning or end up to a moment; long ago when there was none. */
    Instant lastChange(Instant until) {
        Instant last = Instant.EPOCH;
        for (Episode episode : all()) {
            for (Instant change : changes(episode)) {
                last = !change.isAfter(until) && change.isAfter(last) ? change : last;
            }
        }
        return last;
    }

    /** The first beginning or end between two moments, or the latter of them. */
    Instant nextChange(Instant after, Instant until) {
        Instant next = until;
        for (Episode episode : all()) {
            for (Instant change : changes(episode)) {
                next = change.isAfter(after) && change.isBefore(next) ? change : next;
            }
        }
        return next;
    }

    private static List<Instant> changes(Episode episode) {
        Instant to = episode.to();
        return to == null ? List.of(episode.from()) : List.of(episode.from(), to);
    }
}
