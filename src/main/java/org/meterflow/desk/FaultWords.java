package org.meterflow.desk;

import org.meterflow.simulator.Fault;

/** What can be wrong with a simulated device, as a person reads it. */
final class FaultWords {

    private FaultWords() {}

    static String title(Fault fault) {
        return switch (fault) {
            case OFFLINE -> "Offline";
            case SLOW -> "Slow";
            case DUPLICATES -> "Answers twice";
            case REORDERS -> "Answers out of order";
            case RADIO_NOISE -> "Radio noise";
            case CLOCK_DRIFT -> "Clock ahead";
            case LOW_BATTERY -> "Low battery";
            case TAMPERED -> "Cover opened";
            case FAILING_JOIN -> "Cannot be joined";
            case FULL_LOG -> "Log of devices full";
            case POWER_CUT -> "Without power";
        };
    }

    static String effect(Fault fault) {
        return switch (fault) {
            case OFFLINE -> "It neither hears nor answers; a hub hangs up.";
            case SLOW -> "Each answer takes ten seconds.";
            case DUPLICATES -> "Each answer is sent two times.";
            case REORDERS -> "An answer is held back until the next has overtaken it.";
            case RADIO_NOISE -> "Four of ten messages to it are lost.";
            case CLOCK_DRIFT -> "Its clock is two minutes ahead.";
            case LOW_BATTERY -> "It says so once, in an alert.";
            case TAMPERED -> "It says so once, in an alert.";
            case FAILING_JOIN -> "Joining it with another device fails.";
            case FULL_LOG -> "The hub takes no more devices.";
            case POWER_CUT -> "The hub says so with its last breath; when it is back, the meters say for how long.";
        };
    }
}
