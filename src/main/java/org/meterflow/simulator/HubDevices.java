package org.meterflow.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/** The devices of a home as its hub knows them, the hub itself first. */
final class HubDevices {

    private final Eui64 hub;
    private final Map<Eui64, SimulatedDevice> devices = new LinkedHashMap<>();

    HubDevices(Eui64 hub, List<SimulatedDevice> devices) {
        this.hub = hub;
        devices.forEach(device -> this.devices.put(device.eui(), device));
    }

    /** @throws IllegalArgumentException when the hub has no such device */
    SimulatedDevice of(Eui64 device) {
        SimulatedDevice found = find(device);
        if (found == null) {
            throw new IllegalArgumentException("Hub %s has no device %s".formatted(hub, device));
        }
        return found;
    }

    @Nullable
    SimulatedDevice find(Eui64 device) {
        return devices.get(device);
    }

    List<Eui64> names() {
        return List.copyOf(devices.keySet());
    }

    Collection<SimulatedDevice> all() {
        return devices.values();
    }

    /** When the first of them has to be looked after; null when nothing waits. */
    @Nullable
    Instant nextDue() {
        return devices.values().stream()
                .map(SimulatedDevice::nextDue)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** What they must not forget over a restart. */
    Map<Eui64, DeviceState.Saved> saved() {
        Map<Eui64, DeviceState.Saved> saved = new HashMap<>();
        devices.forEach((eui, device) -> saved.put(eui, device.state().saved()));
        return saved;
    }
}
