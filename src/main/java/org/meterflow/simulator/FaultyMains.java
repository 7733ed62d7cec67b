package org.meterflow.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What faults make of a home's electricity: what is drawn there, and what its meter is fed with. */
final class FaultyMains {

    private static final int HEAVY_WATTS = 9_000;

    /** What a meter is fed with, the worst first. */
    private static final Map<Fault, Integer> VOLTS = volts();

    private FaultyMains() {}

    private static Map<Fault, Integer> volts() {
        Map<Fault, Integer> volts = new LinkedHashMap<>();
        volts.put(Fault.EXTREME_HIGH_VOLTAGE, 282);
        volts.put(Fault.EXTREME_LOW_VOLTAGE, 170);
        volts.put(Fault.HIGH_VOLTAGE, 258);
        volts.put(Fault.LOW_VOLTAGE, 200);
        return volts;
    }

    /** Lets a meter feel what is drawn and what it is fed with, or that all is as usual. */
    static void feel(SimulatedDevice device, Set<Fault> has, Instant now) {
        if (device.behaviour() instanceof ElectricityDevice meter) {
            Integer volts = VOLTS.entrySet().stream()
                    .filter(each -> has.contains(each.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            Instant clock = device.clock(now);
            draw(meter.state().load, has.contains(Fault.HEAVY_LOAD) ? HEAVY_WATTS : 0, clock);
            feed(meter.state().mains, volts, clock);
            device.passTime(now);
        }
    }

    /** From now on so many watts are drawn beside the usual ones; 0 for none. */
    static void draw(HomeLoad load, int watts, Instant now) {
        if (watts > 0 && !load.isHeavy()) {
            load.begin(watts, now);
        } else if (watts == 0 && load.isHeavy()) {
            load.end(now);
        }
    }

    /** @param volts null for the usual ones */
    static void feed(Mains mains, @Nullable Integer volts, Instant now) {
        if (volts == null) {
            mains.recover(now);
        } else {
            mains.become(volts, now);
        }
    }

    static boolean areFelt(Esme meter) {
        return meter.load.isHeavy() || meter.mains.isWrong();
    }
}
