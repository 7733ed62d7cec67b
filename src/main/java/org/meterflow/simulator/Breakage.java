package org.meterflow.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;

/** Breaks a hub's devices and mends them again: each fault where it has its effect. On the hub's event loop only. */
final class Breakage {

    private static final Duration SLOWNESS = Duration.ofSeconds(10);
    private static final Duration DRIFT = Duration.ofMinutes(2);
    private static final double NOISE = 0.4;
    private static final String BATTERY_DAYS = "battery.days";
    private static final int LOW_BATTERY = 0x8F1F;
    private static final int COVER_OPENED = 0x8F74;
    private static final int RESTORED_SOON = 0x8F35;
    private static final int RESTORED = 0x8F36;
    private static final int RESTORED_MESSAGE = 0x0067;
    private static final Duration SOON = Duration.ofMinutes(3);

    private static final int HEAVY_WATTS = 9_000;

    /** What a meter is fed with, the worst first. */
    private static final Map<Fault, Integer> VOLTS = volts();

    private final SimulatedHub hub;
    private final Faults faults;
    private final Map<Eui64, Map<Fault, Broken>> broken = new HashMap<>(0);

    /** Since when a home was without power whose meters cannot say so before their hub knows the time. */
    private @Nullable Instant powerlessSince;

    /** @param byHand somebody's own doing, which lasts until somebody mends it */
    private record Broken(Instant since, boolean byHand) {}

    Breakage(SimulatedHub hub, Faults faults) {
        this.hub = hub;
        this.faults = faults;
    }

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

    /** Before the hub calls for the first time: what somebody broke before a restart is still broken. */
    void remember(Map<Eui64, Map<Fault, Instant>> former) {
        former.forEach((device, faults) -> {
            if (hub.devices().contains(device)) {
                faults.forEach((fault, since) -> {
                    broken.computeIfAbsent(device, fresh -> new EnumMap<>(Fault.class))
                            .put(fault, new Broken(since, true));
                    applyAgain(device, fault);
                });
            }
        });
    }

    /** What devices do not keep in their own memory. */
    private void applyAgain(Eui64 device, Fault fault) {
        switch (fault) {
            case OFFLINE, POWER_CUT -> this.faults.offline(device, true);
            case SLOW, DUPLICATES, REORDERS, RADIO_NOISE -> apply(device, fault, true);
            case CLOCK_DRIFT, LOW_BATTERY, TAMPERED, FAILING_JOIN, FULL_LOG -> {}
            case HEAVY_LOAD, HIGH_VOLTAGE, LOW_VOLTAGE, EXTREME_HIGH_VOLTAGE, EXTREME_LOW_VOLTAGE -> {}
        }
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
        if (!fault.canBefall(hub.device(device).kind())) {
            throw new IllegalArgumentException(
                    "No %s can have the fault %s".formatted(hub.device(device).kind(), fault));
        }
        Map<Fault, Broken> all = broken.computeIfAbsent(device, fresh -> new EnumMap<>(Fault.class));
        Broken before = all.get(fault);
        all.put(
                fault,
                before == null ? new Broken(hub.now(), byHand) : new Broken(before.since(), byHand || before.byHand()));
        if (before == null) {
            apply(device, fault, true);
        }
    }

    void mend(Eui64 device, Fault fault) {
        Map<Fault, Broken> all = broken.get(device);
        Broken had = all == null ? null : all.remove(fault);
        if (all == null || had == null) {
            return;
        }
        if (all.isEmpty()) {
            broken.remove(device);
        }
        apply(device, fault, false);
        if (fault == Fault.POWER_CUT && hub.knowsTime()) {
            restored(had.since());
        } else if (fault == Fault.POWER_CUT) {
            powerlessSince = had.since();
        }
        hub.remember();
    }

    void mendAll() {
        Map.copyOf(all()).forEach((device, faults) -> faults.forEach(fault -> mend(device, fault)));
    }

    private void apply(Eui64 device, Fault fault, boolean is) {
        switch (fault) {
            case OFFLINE -> line(device);
            case SLOW -> faults.slow(device, is ? SLOWNESS : Duration.ZERO);
            case DUPLICATES -> faults.twice(device, is);
            case REORDERS -> faults.reordered(device, is);
            case RADIO_NOISE -> faults.noise(device, is ? NOISE : 0);
            case CLOCK_DRIFT ->
                hub.happen(device, (one, now) -> DeviceClock.drift(one.state().memory(), is ? DRIFT : Duration.ZERO));
            case LOW_BATTERY -> battery(device, is);
            case TAMPERED -> {
                if (is) {
                    hub.happen(device, (one, now) -> one.raise(COVER_OPENED, now));
                }
            }
            case FAILING_JOIN ->
                hub.happen(device, (one, now) -> one.security().joins().fail(is));
            case FULL_LOG ->
                hub.happen(device, (one, now) -> {
                    if (one.behaviour() instanceof HubFunction function) {
                        function.state().fill(is);
                    }
                });
            case POWER_CUT -> {
                if (is) {
                    hub.sayLastWords();
                }
                line(device);
            }
            case HEAVY_LOAD, HIGH_VOLTAGE, LOW_VOLTAGE, EXTREME_HIGH_VOLTAGE, EXTREME_LOW_VOLTAGE ->
                electricity(device);
        }
    }

    /** One that is cut off for two reasons is cut off until both are gone. */
    private void line(Eui64 device) {
        Set<Fault> has = of(device);
        hub.offline(device, has.contains(Fault.OFFLINE) || has.contains(Fault.POWER_CUT));
    }

    private static Map<Fault, Integer> volts() {
        Map<Fault, Integer> volts = new LinkedHashMap<>();
        volts.put(Fault.EXTREME_HIGH_VOLTAGE, 282);
        volts.put(Fault.EXTREME_LOW_VOLTAGE, 170);
        volts.put(Fault.HIGH_VOLTAGE, 258);
        volts.put(Fault.LOW_VOLTAGE, 200);
        return volts;
    }

    /** Lets a meter feel what is drawn and what it is fed with, or that all is as usual. */
    private void electricity(Eui64 device) {
        Set<Fault> has = of(device);
        Integer volts = VOLTS.entrySet().stream()
                .filter(each -> has.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        hub.happen(device, (one, now) -> {
            if (one.behaviour() instanceof ElectricityDevice meter) {
                Instant clock = one.clock(now);
                meter.state().draw(has.contains(Fault.HEAVY_LOAD) ? HEAVY_WATTS : 0, clock);
                meter.state().feed(volts, clock);
                one.passTime(now);
            }
        });
    }

    /** What befell a device by chance before a restart is over, though its memory still has it. */
    void afterRestart() {
        for (Eui64 device : hub.devices()) {
            Set<Fault> has = of(device);
            leftovers(hub.device(device)).stream()
                    .filter(fault -> !has.contains(fault))
                    .forEach(fault -> apply(device, fault, false));
        }
        Instant since = powerlessSince;
        powerlessSince = null;
        if (since != null) {
            restored(since);
        }
    }

    private static Set<Fault> leftovers(SimulatedDevice device) {
        Memory memory = device.state().memory();
        Set<Fault> left = EnumSet.noneOf(Fault.class);
        if (!DeviceClock.wrongBy(memory).isZero()) {
            left.add(Fault.CLOCK_DRIFT);
        }
        if (memory.has(BATTERY_DAYS)) {
            left.add(Fault.LOW_BATTERY);
        }
        if (device.security().joins().fail()) {
            left.add(Fault.FAILING_JOIN);
        }
        if (device.behaviour() instanceof HubFunction function
                && function.state().isFull()) {
            left.add(Fault.FULL_LOG);
        }
        if (device.behaviour() instanceof ElectricityDevice meter
                && meter.state().isDisturbed()) {
            left.add(Fault.HEAVY_LOAD);
        }
        return left;
    }

    private void battery(Eui64 device, boolean is) {
        hub.happen(device, (one, now) -> {
            if (is) {
                one.state().memory().put(BATTERY_DAYS, 30);
                one.raise(LOW_BATTERY, now);
            } else {
                one.state().memory().remove(BATTERY_DAYS);
            }
        });
    }

    /** The meters that were without power say since when; they wait until the hub has its line again. */
    private void restored(Instant since) {
        Instant now = hub.now();
        boolean soon = Duration.between(since, now).compareTo(SOON) < 0;
        int code = soon ? RESTORED_SOON : RESTORED;
        for (Eui64 eui : hub.devices()) {
            if (hub.device(eui).kind() == DeviceKind.ESME) {
                hub.happen(eui, (meter, at) -> {
                    new EventLog(meter.state().memory(), EventLog.POWER)
                            .add(now, code, Duration.between(since, now).toSeconds());
                    meter.say(Announcement.dlms(
                            RESTORED_MESSAGE,
                            code,
                            RemoteParty.NETWORK_OPERATOR,
                            true,
                            EsmeLogs.time(since),
                            EsmeLogs.time(now)));
                });
            }
        }
    }
}
