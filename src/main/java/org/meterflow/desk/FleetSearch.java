package org.meterflow.desk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.DeviceCondition;
import org.meterflow.simulator.DeviceCondition.Supply;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.FleetDevice;

/**
 * Which simulated devices are looked for.
 *
 * @param q part of a device's identity, or of its hub's
 * @param kind empty for every kind
 * @param condition empty for any
 */
record FleetSearch(String q, String kind, String condition) {

    /** A condition as the address has it, and as a person reads it. */
    record Choice(String name, String words) {}

    static final List<Choice> CONDITIONS = List.of(
            new Choice("broken", "Broken"),
            new Choice("silent", "Home not connected"),
            new Choice("off", "Supply off or armed"),
            new Choice("prepayment", "Pays in advance"));

    private static final Pattern BETWEEN = Pattern.compile("[\\s-]");

    List<FleetDevice> in(Fleet fleet) {
        String wanted = BETWEEN.matcher(q).replaceAll("").toUpperCase(Locale.UK);
        Predicate<FleetDevice> fits = conditioned(fleet);
        return fleet.devices().stream()
                .filter(device -> kind.isBlank() || device.kind().name().equals(kind))
                .filter(device -> has(device.device(), wanted) || has(device.hub(), wanted))
                .filter(fits)
                .toList();
    }

    private static boolean has(Eui64 device, String wanted) {
        return wanted.isEmpty() || device.value().replace("-", "").contains(wanted);
    }

    private Predicate<FleetDevice> conditioned(Fleet fleet) {
        if (condition.isBlank()) {
            return device -> true;
        }
        Map<Eui64, DeviceCondition> conditions = fleet.conditions();
        return device -> {
            DeviceCondition known = conditions.get(device.device());
            return known != null && fits(known);
        };
    }

    private boolean fits(DeviceCondition device) {
        return switch (condition) {
            case "broken" -> !device.faults().isEmpty();
            case "silent" -> !device.connected();
            case "off" -> device.supply() == Supply.OFF || device.supply() == Supply.ARMED;
            case "prepayment" -> Boolean.TRUE.equals(device.prepayment());
            default -> false;
        };
    }
}
