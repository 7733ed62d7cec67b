package org.meterflow.simulator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.CredentialsCommand.Floor;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** What a device must not forget over a restart: counters, what was written into it, and its latest alerts. */
final class DeviceState {

    private static final int ALERTS_KEPT = 8;
    private static final String TOP_UPS = " top-ups";

    /** As it lies in the hub's file. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Saved(
            Map<String, String> lastCounters,
            String ownCounter,
            List<Octets> alerts,
            @Nullable Map<String, String> memory) {}

    private final Map<String, Long> lastCounters = new HashMap<>(4);
    private final List<Octets> alerts = new ArrayList<>(0);
    private final Memory memory;
    private long ownCounter;

    private DeviceState(Memory memory) {
        this.memory = memory;
    }

    static DeviceState of(@Nullable Saved saved) {
        if (saved == null) {
            return new DeviceState(new Memory());
        }
        Map<String, String> written = saved.memory();
        DeviceState state = new DeviceState(Memory.of(written == null ? Map.of() : written));
        saved.lastCounters()
                .forEach((party, counter) -> state.lastCounters.put(party, Long.parseUnsignedLong(counter)));
        state.ownCounter = Long.parseUnsignedLong(saved.ownCounter());
        state.alerts.addAll(saved.alerts());
        return state;
    }

    Saved saved() {
        Map<String, String> counters = new HashMap<>();
        lastCounters.forEach((party, counter) -> counters.put(party, Long.toUnsignedString(counter)));
        return new Saved(counters, Long.toUnsignedString(ownCounter), List.copyOf(alerts), memory.saved());
    }

    Memory memory() {
        return memory;
    }

    /** @return whether this party has counted on since its last command, or its last top-up */
    boolean isHigher(Eui64 originator, long counter, boolean topUp) {
        Long last = lastCounters.get(line(originator, topUp));
        return last == null || Long.compareUnsigned(counter, last) > 0;
    }

    void accepted(Eui64 originator, long counter, boolean topUp) {
        lastCounters.put(line(originator, topUp), counter);
    }

    /** From a floor on the counters of a party that has taken a place count, unless they were higher already. */
    void raise(Floor floor, Eui64 party) {
        Long topUps = floor.prepaymentFloor();
        if (isHigher(party, floor.floor(), false)) {
            accepted(party, floor.floor(), false);
        }
        if (topUps != null && isHigher(party, topUps, true)) {
            accepted(party, topUps, true);
        }
    }

    /** The highest counter of a party's top-ups; 0 while there was none. */
    long lastTopUp(Eui64 originator) {
        return lastCounters.getOrDefault(line(originator, true), 0L);
    }

    private static String line(Eui64 originator, boolean topUp) {
        return topUp ? originator.value() + TOP_UPS : originator.value();
    }

    /** The last counter of each sender, top-ups apart, and the device's own under its own identity. */
    Map<String, String> counters(Eui64 self) {
        Map<String, String> counters = new TreeMap<>();
        lastCounters.forEach((party, counter) -> counters.put(party, Long.toUnsignedString(counter)));
        counters.put(self.value(), Long.toUnsignedString(ownCounter));
        return counters;
    }

    long nextOwnCounter() {
        return ++ownCounter;
    }

    /** The last ones are kept, to be told again to a head-end that may have missed them. */
    void raised(Octets alert) {
        alerts.add(alert);
        if (alerts.size() > ALERTS_KEPT) {
            alerts.remove(0);
        }
    }

    List<Octets> alerts() {
        return List.copyOf(alerts);
    }
}
