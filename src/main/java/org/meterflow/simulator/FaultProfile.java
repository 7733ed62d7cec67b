package org.meterflow.simulator;

import java.util.List;
import java.util.Map;

/**
 * How often things go wrong by themselves: for each fault the chance that a device gets it within an hour. What has
 * gone wrong mends itself after a while.
 *
 * @param chances between 0 and 1
 */
public record FaultProfile(String name, Map<Fault, Double> chances) {

    /** Nothing goes wrong. */
    public static final FaultProfile CALM = new FaultProfile("calm", Map.of());

    /** As in a quiet week: now and then a device is not heard, and seldom one is opened. */
    public static final FaultProfile EVERYDAY = new FaultProfile(
            "everyday",
            Map.of(
                    Fault.OFFLINE, 0.002,
                    Fault.SLOW, 0.01,
                    Fault.DUPLICATES, 0.005,
                    Fault.RADIO_NOISE, 0.005,
                    Fault.LOW_BATTERY, 0.0002,
                    Fault.TAMPERED, 0.0001,
                    Fault.POWER_CUT, 0.0002,
                    Fault.HEAVY_LOAD, 0.01,
                    Fault.HIGH_VOLTAGE, 0.0005,
                    Fault.LOW_VOLTAGE, 0.0005));

    /** Something is wrong with every fifth device at any time. */
    public static final FaultProfile ROUGH = new FaultProfile(
            "rough",
            Map.ofEntries(
                    Map.entry(Fault.OFFLINE, 0.1),
                    Map.entry(Fault.SLOW, 0.1),
                    Map.entry(Fault.DUPLICATES, 0.1),
                    Map.entry(Fault.REORDERS, 0.1),
                    Map.entry(Fault.RADIO_NOISE, 0.1),
                    Map.entry(Fault.CLOCK_DRIFT, 0.02),
                    Map.entry(Fault.LOW_BATTERY, 0.01),
                    Map.entry(Fault.TAMPERED, 0.01),
                    Map.entry(Fault.FAILING_JOIN, 0.01),
                    Map.entry(Fault.FULL_LOG, 0.01),
                    Map.entry(Fault.POWER_CUT, 0.02),
                    Map.entry(Fault.HEAVY_LOAD, 0.05),
                    Map.entry(Fault.HIGH_VOLTAGE, 0.02),
                    Map.entry(Fault.LOW_VOLTAGE, 0.02),
                    Map.entry(Fault.EXTREME_HIGH_VOLTAGE, 0.005),
                    Map.entry(Fault.EXTREME_LOW_VOLTAGE, 0.005)));

    public FaultProfile {
        chances = Map.copyOf(chances);
        chances.forEach((fault, chance) -> {
            if (chance < 0 || chance > 1) {
                throw new IllegalArgumentException("The chance of %s is %s, not 0 to 1".formatted(fault, chance));
            }
        });
    }

    /** From nothing to much. */
    public static List<FaultProfile> all() {
        return List.of(CALM, EVERYDAY, ROUGH);
    }

    /** @throws IllegalArgumentException when there is none of this name */
    public static FaultProfile named(String name) {
        return all().stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A profile is calm, everyday or rough, not " + name));
    }
}
