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
    private static final String TOP_UPS_FLOOR = " top-ups from";

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

    /** @return whether this party has counted on since its last command; top-ups may come in any order above their floor */
    boolean isHigher(Eui64 originator, long counter, boolean topUp) {
        return isAbove(originator.value() + (topUp ? TOP_UPS_FLOOR : ""), counter);
    }

    void accepted(Eui64 originator, long counter, boolean topUp) {
        raise(originator.value() + (topUp ? TOP_UPS : ""), counter);
    }

    /** From a floor on the counters of a party that has taken a place count, unless they were higher already. */
    void raise(Floor floor, Eui64 party) {
        Long topUps = floor.prepaymentFloor();
        raise(party.value(), floor.floor());
        if (topUps != null) {
            raise(party.value() + TOP_UPS, topUps);
            raise(party.value() + TOP_UPS_FLOOR, topUps);
        }
    }

    private void raise(String line, long counter) {
        if (isAbove(line, counter)) {
            lastCounters.put(line, counter);
        }
    }

    private boolean isAbove(String line, long counter) {
        Long last = lastCounters.get(line);
        return last == null || Long.compareUnsigned(counter, last) > 0;
    }

    /** The highest counter of a party's top-ups; 0 while there was none. */
    long lastTopUp(Eui64 originator) {
        return lastCounters.getOrDefault(originator.value() + TOP_UPS, 0L);
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
