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
            case OFFLINE -> "It does not answer. A hub disconnects.";
            case SLOW -> "Each answer takes ten seconds.";
            case DUPLICATES -> "Each answer is sent two times.";
            case REORDERS -> "Answers arrive in the wrong order.";
            case RADIO_NOISE -> "Four of ten messages to it are lost.";
            case CLOCK_DRIFT -> "Its clock is two minutes ahead.";
            case LOW_BATTERY -> "It sends one alert.";
            case TAMPERED -> "It sends one alert.";
            case FAILING_JOIN -> "Joining it with another device fails.";
            case FULL_LOG -> "The hub takes no more devices.";
            case POWER_CUT -> "The hub sends an alert. When power is back, the meters report how long it was off.";
            case HEAVY_LOAD -> "The home draws 9 kW more. Above a load limit, the meter switches off.";
            case HIGH_VOLTAGE -> "The meter is fed with 258 V, and tells the network operator.";
            case LOW_VOLTAGE -> "The meter is fed with 200 V, and tells the network operator.";
            case EXTREME_HIGH_VOLTAGE -> "The meter is fed with 282 V, and tells the network operator.";
            case EXTREME_LOW_VOLTAGE -> "The meter is fed with 170 V, and tells the network operator.";
        };
    }

    static String refusal(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED -> "could not be read";
            case UNKNOWN_USE_CASE -> "wrong kind of device";
            case BAD_MAC -> "wrong MAC";
            case NO_AUTHORITY -> "sender not authorised";
            case BAD_SIGNATURE -> "wrong signature";
            case COUNTER_NOT_HIGHER -> "counter not higher than the last";
        };
    }

    static String profile(String name) {
        return switch (name) {
            case "calm" -> "Calm: no random faults";
            case "everyday" -> "Everyday: sometimes a device is slow, noisy or offline";
            case "rough" -> "Rough: one in five devices has a fault at any time";
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
                .formatted(about, last.from(), refused == null ? "carried out" : "no answer, " + refusal(refused));
    }

    /** "£12.34 left" or "£3.21 owed". */
    static String balance(BigDecimal pounds) {
        BigDecimal shown = pounds.setScale(2, RoundingMode.HALF_UP);
        return "£" + shown.abs() + (shown.signum() < 0 ? " owed" : " left");
    }
}
