package org.meterflow.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.identifier.Eui64;

/** Breaks a hub's devices and mends them again: each fault where it has its effect. On the hub's event loop only. */
final class Breakage {

    private final SimulatedHub hub;
    private final BrokenDevices broken = new BrokenDevices();
    private final FaultEffects effects;
    private final PowerReturn power;

    Breakage(SimulatedHub hub, Faults faults) {
        this.hub = hub;
        this.effects = new FaultEffects(hub, faults);
        this.power = new PowerReturn(hub);
    }

    Set<Fault> of(Eui64 device) {
        return broken.of(device);
    }

    /** The devices that have any. */
    Map<Eui64, Set<Fault>> all() {
        return broken.all();
    }

    /** What somebody broke, and since when. */
    Map<Eui64, Map<Fault, Instant>> byHand() {
        return broken.byHand();
    }

    /** Before the hub calls for the first time: what somebody broke before a restart is still broken. */
    void remember(Map<Eui64, Map<Fault, Instant>> former) {
        former.forEach((device, faults) -> {
            if (hub.devices().find(device) != null) {
                faults.forEach((fault, since) -> {
                    broken.add(device, fault, since, true);
                    effects.applyAgain(device, fault);
                });
            }
        });
    }

    /** @throws IllegalArgumentException when this kind of device cannot have this fault */
    void breakDown(Eui64 device, Fault fault) {
        breakDown(device, fault, true);
        hub.remember();
    }

    /** By chance: over when the hub is started again. */
    void befall(Eui64 device, Fault fault) {
        breakDown(device, fault, false);
    }

    private void breakDown(Eui64 device, Fault fault, boolean byHand) {
        DeviceKind kind = hub.devices().of(device).kind();
        if (!fault.canBefall(kind)) {
            throw new IllegalArgumentException("No %s can have the fault %s".formatted(kind, fault));
        }
        if (broken.add(device, fault, hub.clock().now(), byHand)) {
            effects.apply(device, fault, true, of(device));
        }
    }

    void mend(Eui64 device, Fault fault) {
        Instant since = broken.remove(device, fault);
        if (since == null) {
            return;
        }
        effects.apply(device, fault, false, of(device));
        if (fault == Fault.POWER_CUT) {
            power.after(since);
        }
        hub.remember();
    }

    void mendAll() {
        all().forEach((device, faults) -> faults.forEach(fault -> mend(device, fault)));
    }

    /** What befell a device by chance before a restart is over, though its memory still has it. */
    void afterRestart() {
        for (SimulatedDevice device : hub.devices().all()) {
            Set<Fault> has = of(device.eui());
            FaultEffects.remembered(device).stream()
                    .filter(fault -> !has.contains(fault))
                    .forEach(fault -> effects.apply(device.eui(), fault, false, has));
        }
        power.timeKnown();
    }
}
