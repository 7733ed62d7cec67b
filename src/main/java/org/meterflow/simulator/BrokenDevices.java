package org.meterflow.simulator;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/** Which of a hub's devices have which faults, since when, and by whose doing. */
final class BrokenDevices {

    /** @param byHand somebody's own doing, which lasts until somebody mends it */
    private record Broken(Instant since, boolean byHand) {}

    private final Map<Eui64, Map<Fault, Broken>> broken = new HashMap<>(0);

    Set<Fault> of(Eui64 device) {
        Map<Fault, Broken> all = broken.get(device);
        return all == null ? Set.of() : EnumSet.copyOf(all.keySet());
    }

    /** The devices that have any. */
    Map<Eui64, Set<Fault>> all() {
        Map<Eui64, Set<Fault>> all = new HashMap<>();
        broken.keySet().forEach(device -> all.put(device, of(device)));
        return all;
    }

    /** What somebody broke, and since when. */
    Map<Eui64, Map<Fault, Instant>> byHand() {
        Map<Eui64, Map<Fault, Instant>> all = new HashMap<>(0);
        broken.forEach((device, faults) -> faults.forEach((fault, how) -> {
            if (how.byHand()) {
                all.computeIfAbsent(device, fresh -> new EnumMap<>(Fault.class)).put(fault, how.since());
            }
        }));
        return all;
    }

    /**
     * One that was broken already stays so from when it was.
     *
     * @return whether the device did not have the fault before
     */
    boolean add(Eui64 device, Fault fault, Instant since, boolean byHand) {
        Map<Fault, Broken> all = broken.computeIfAbsent(device, fresh -> new EnumMap<>(Fault.class));
        Broken before = all.get(fault);
        all.put(
                fault,
                before == null ? new Broken(since, byHand) : new Broken(before.since(), byHand || before.byHand()));
        return before == null;
    }

    /** @return since when the device had the fault; null when it did not have it */
    @Nullable
    Instant remove(Eui64 device, Fault fault) {
        Map<Fault, Broken> all = broken.get(device);
        Broken had = all == null ? null : all.remove(fault);
        if (all == null || had == null) {
            return null;
        }
        if (all.isEmpty()) {
            broken.remove(device);
        }
        return had.since();
    }
}
