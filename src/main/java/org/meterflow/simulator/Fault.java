package org.meterflow.simulator;

import org.meterflow.gbcs.DeviceKind;

/** What can be wrong with a simulated device, until it is mended. */
public enum Fault {
    /** Neither hears nor answers; a hub has no line. */
    OFFLINE,
    /** Answers after ten seconds. */
    SLOW,
    /** Sends each answer twice. */
    DUPLICATES,
    /** Lets its answers be overtaken. */
    REORDERS,
    /** Four of ten messages are lost on the radio. */
    RADIO_NOISE,
    /** Its clock is two minutes ahead. */
    CLOCK_DRIFT,
    /** Its battery is low; it says so once. */
    LOW_BATTERY,
    /** Somebody has opened its cover; it says so once. */
    TAMPERED,
    /** Cannot be joined with other devices. */
    FAILING_JOIN,
    /** A hub's log of devices takes no more. */
    FULL_LOG,
    /** A hub's home is without power: it says so with its last breath. When mended, its meters say how long it was. */
    POWER_CUT,
    /** 9 kW more are drawn in the home than usual. */
    HEAVY_LOAD,
    /** An electricity meter is fed with 258 V: above what a network keeps. */
    HIGH_VOLTAGE,
    /** An electricity meter is fed with 200 V: below what a network keeps. */
    LOW_VOLTAGE,
    /** An electricity meter is fed with 282 V, as when the neutral is broken. */
    EXTREME_HIGH_VOLTAGE,
    /** An electricity meter is fed with 170 V. */
    EXTREME_LOW_VOLTAGE;

    /** Whether a device of this kind can have it. */
    public boolean canBefall(DeviceKind kind) {
        return switch (this) {
            case FULL_LOG, POWER_CUT -> kind == DeviceKind.CHF;
            case HEAVY_LOAD, HIGH_VOLTAGE, LOW_VOLTAGE, EXTREME_HIGH_VOLTAGE, EXTREME_LOW_VOLTAGE ->
                kind == DeviceKind.ESME;
            default -> true;
        };
    }
}
