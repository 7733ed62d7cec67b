package org.meterflow.desk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.meterflow.gbcs.MessageCodes;
import org.meterflow.simulator.Fault;
import org.meterflow.simulator.LastCommand;
import org.meterflow.simulator.Refusal;

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
            case HEAVY_LOAD -> "Heavy load";
            case HIGH_VOLTAGE -> "High voltage";
            case LOW_VOLTAGE -> "Low voltage";
            case EXTREME_HIGH_VOLTAGE -> "Extremely high voltage";
            case EXTREME_LOW_VOLTAGE -> "Extremely low voltage";
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
            case HEAVY_LOAD -> "9 kW more are drawn: above a load limit, the meter switches off by itself.";
            case HIGH_VOLTAGE -> "The meter is fed with 258 V, and tells the network operator.";
            case LOW_VOLTAGE -> "The meter is fed with 200 V, and tells the network operator.";
            case EXTREME_HIGH_VOLTAGE -> "The meter is fed with 282 V, and tells the network operator.";
            case EXTREME_LOW_VOLTAGE -> "The meter is fed with 170 V, and tells the network operator.";
        };
    }

    static String refusal(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED -> "could not be read";
            case UNKNOWN_USE_CASE -> "not for this kind of device";
            case BAD_MAC -> "MAC did not fit";
            case NO_AUTHORITY -> "from nobody who may";
            case BAD_SIGNATURE -> "signature did not fit";
            case COUNTER_NOT_HIGHER -> "counter not higher than the last";
        };
    }

    static String profile(String name) {
        return switch (name) {
            case "calm" -> "Calm: nothing goes wrong by itself";
            case "everyday" -> "Everyday: now and then a device is slow, noisy or not heard";
            case "rough" -> "Rough: something is wrong with every fifth device at any time";
            default -> name;
        };
    }

    /** The command a device heard last: what it was about, from whom, and what the device did with it. */
    static String command(LastCommand last) {
        String about = MessageCodes.of(last.code())
                .map(code -> code.useCase() + " " + code.title())
                .orElseGet(() -> "Message code %04X".formatted(last.code()));
        Refusal refused = last.refused();
        return "%s, from %s: %s"
                .formatted(about, last.from(), refused == null ? "carried out" : "kept silent, " + refusal(refused));
    }

    /** "£12.34 left" or "£3.21 owed". */
    static String balance(BigDecimal pounds) {
        BigDecimal shown = pounds.setScale(2, RoundingMode.HALF_UP);
        return "£" + shown.abs() + (shown.signum() < 0 ? " owed" : " left");
    }
}
