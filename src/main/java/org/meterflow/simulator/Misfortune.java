package org.meterflow.simulator;

import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * Lets things go wrong at random, each device by its own profile: in each round every device of a hub may get each
 * fault, and may be rid of those it has. Two runs with the same seed have the same misfortunes in the same rounds.
 */
final class Misfortune {

    /** How often the dice are thrown. */
    static final Duration ROUND = Duration.ofMinutes(1);

    private static final double ROUNDS_AN_HOUR = 60;

    /** A fault lasts a quarter of an hour on average. */
    private static final double MENDED_IN_A_ROUND = 1 / 15.0;

    private final Map<Eui64, FaultProfile> profiles = new HashMap<>(0);
    private final SimulatedHub hub;
    private Random chance;
    private @Nullable ScheduledFuture<?> rounds;

    Misfortune(SimulatedHub hub) {
        this.hub = hub;
        this.chance = new Random(hub.eui().hashCode());
    }

    /** From now on; what other devices have stays theirs. */
    void choose(FaultProfile profile, Collection<Eui64> devices, long seed) {
        stop();
        chance = new Random(seed * 31 + hub.eui().hashCode());
        for (Eui64 device : devices) {
            if (profile.chances().isEmpty()) {
                profiles.remove(device);
            } else {
                profiles.put(device, profile);
            }
        }
        if (!profiles.isEmpty()) {
            long round = ROUND.toMillis();
            rounds = hub.loop().scheduleAtFixedRate(this::round, round, round, TimeUnit.MILLISECONDS);
        }
    }

    void stop() {
        ScheduledFuture<?> former = rounds;
        if (former != null) {
            former.cancel(false);
            rounds = null;
        }
    }

    FaultProfile profile(Eui64 device) {
        return profiles.getOrDefault(device, FaultProfile.CALM);
    }

    void round() {
        for (Eui64 device : hub.devices().names()) {
            FaultProfile profile = profile(device);
            for (Fault fault : Fault.values()) {
                round(hub.devices().of(device), profile, fault, hub.breakage());
            }
        }
    }

    private void round(SimulatedDevice device, FaultProfile profile, Fault fault, Breakage breakage) {
        double luck = chance.nextDouble();
        if (profile.chances().isEmpty()) {
            return;
        }
        boolean has = breakage.of(device.eui()).contains(fault);
        double each = profile.chances().getOrDefault(fault, 0.0) / ROUNDS_AN_HOUR;
        if (has && luck < MENDED_IN_A_ROUND) {
            breakage.mend(device.eui(), fault);
        } else if (!has && fault.canBefall(device.kind()) && luck < each) {
            breakage.befall(device.eui(), fault);
        }
    }
}
