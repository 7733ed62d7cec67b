package org.meterflow.simulator;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.meterflow.identifier.Eui64;

/** What each fault does to a device, and to the way to it, and what is left of it in the device's own memory. */
final class FaultEffects {

    private static final Duration SLOWNESS = Duration.ofSeconds(10);
    private static final Duration DRIFT = Duration.ofMinutes(2);
    private static final double NOISE = 0.4;
    private static final String BATTERY_DAYS = "battery.days";
    private static final int LOW_BATTERY = 0x8F1F;
    private static final int COVER_OPENED = 0x8F74;

    private final SimulatedHub hub;
    private final Faults faults;

    FaultEffects(SimulatedHub hub, Faults faults) {
        this.hub = hub;
        this.faults = faults;
    }

    /**
     * @param is whether the device has the fault from now on, or is rid of it
     * @param has all its faults from now on
     */
    void apply(Eui64 device, Fault fault, boolean is, Set<Fault> has) {
        switch (fault) {
            case OFFLINE -> line(device, has);
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
                line(device, has);
            }
            case HEAVY_LOAD, HIGH_VOLTAGE, LOW_VOLTAGE, EXTREME_HIGH_VOLTAGE, EXTREME_LOW_VOLTAGE ->
                hub.happen(device, (one, now) -> FaultyMains.feel(one, has, now));
        }
    }

    /** After a restart: only what devices do not keep in their own memory. */
    void applyAgain(Eui64 device, Fault fault) {
        switch (fault) {
            case OFFLINE, POWER_CUT -> faults.offline(device, true);
            case SLOW, DUPLICATES, REORDERS, RADIO_NOISE -> apply(device, fault, true, Set.of(fault));
            case CLOCK_DRIFT, LOW_BATTERY, TAMPERED, FAILING_JOIN, FULL_LOG -> {}
            case HEAVY_LOAD, HIGH_VOLTAGE, LOW_VOLTAGE, EXTREME_HIGH_VOLTAGE, EXTREME_LOW_VOLTAGE -> {}
        }
    }

    /** One that is cut off for two reasons is cut off until both are gone. */
    private void line(Eui64 device, Set<Fault> has) {
        hub.offline(device, has.contains(Fault.OFFLINE) || has.contains(Fault.POWER_CUT));
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

    /** The faults that a device's own memory still has. */
    static Set<Fault> remembered(SimulatedDevice device) {
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
        if (device.behaviour() instanceof ElectricityDevice meter && FaultyMains.areFelt(meter.state())) {
            left.add(Fault.HEAVY_LOAD);
        }
        return left;
    }
}
