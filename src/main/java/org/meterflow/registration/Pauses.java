package org.meterflow.registration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets a file rest for longer and longer each time it could not be taken in. */
final class Pauses {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final LongSupplier nanos;
    private final Map<Path, Pause> pauses = new HashMap<>();

    Pauses(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Pause(Duration length, long since) {}

    boolean isOn(Path file) {
        Pause pause = pauses.get(file);
        return pause != null
                && nanos.getAsLong() - pause.since() < pause.length().toNanos();
    }

    /** @return how long it rests now */
    Duration after(Path file) {
        Pause before = pauses.get(file);
        Duration length = before == null ? FIRST : before.length().multipliedBy(2);
        length = length.compareTo(LONGEST) > 0 ? LONGEST : length;
        pauses.put(file, new Pause(length, nanos.getAsLong()));
        return length;
    }

    /** Forgets all others. */
    void keep(Collection<Path> files) {
        pauses.keySet().retainAll(files);
    }
}
