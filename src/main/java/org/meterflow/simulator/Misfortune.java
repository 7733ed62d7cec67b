package org.meterflow.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.meterflow.identifier.Eui64;

/**
 * Lets things go wrong at random, by a profile: in each round every device of a hub may get each fault, and may be rid
 * of those it has. Two runs with the same seed have the same misfortunes in the same rounds.
 */
final class Misfortune {

    /** How often the dice are thrown. */
    static final Duration ROUND = Duration.ofMinutes(1);

    private static final double ROUNDS_AN_HOUR = 60;

    /** A fault lasts a quarter of an hour on average. */
    private static final double MENDED_IN_A_ROUND = 1 / 15.0;

    private final FaultProfile profile;
    private final Random chance;

    Misfortune(FaultProfile profile, long seed, Eui64 hub) {
        this.profile = profile;
        this.chance = new Random(seed * 31 + hub.hashCode());
    }

    void round(List<SimulatedDevice> devices, Breakage breakage) {
        for (SimulatedDevice device : devices) {
            for (Fault fault : Fault.values()) {
                round(device, fault, breakage);
            }
        }
    }

    private void round(SimulatedDevice device, Fault fault, Breakage breakage) {
        double luck = chance.nextDouble();
        boolean has = breakage.of(device.eui()).contains(fault);
        boolean ofHubs = fault == Fault.FULL_LOG || fault == Fault.POWER_CUT;
        boolean possible = !ofHubs || device.behaviour() instanceof HubFunction;
        double each = profile.chances().getOrDefault(fault, 0.0) / ROUNDS_AN_HOUR;
        if (has && luck < MENDED_IN_A_ROUND) {
            breakage.mend(device.eui(), fault);
        } else if (!has && possible && luck < each) {
            breakage.breakDown(device.eui(), fault);
        }
    }
}
