package org.meterflow.gateway;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.meterflow.duis.Elements;
import org.meterflow.duis.XmlText;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What an answer of the DCC's holds, under names that people and diagrams read. */
final class ToldValues {

    private static final String EXPECTED = "Coverage expected";

    private static final Map<String, String> NAMES = Map.of(
            "CSPRegion", "Region",
            "CoverageAvailability", "Coverage available",
            "AnticipatedCoverageDate", EXPECTED,
            "WANTechnology", "Technology",
            "ConnectivityLikelihood", "Likelihood",
            "AuxiliaryEquipmentRequired", "Auxiliary equipment",
            "DSPScheduleID", "Schedule");

    /** A home has one of each, as a rule. */
    private static final Map<String, String> DEVICES = Map.of(
            "CHF", "Hub",
            "ESME", "Electricity meter",
            "GSME", "Gas meter",
            "GPF", "Gas proxy",
            "PPMID", "Prepayment interface",
            "HCALCS", "Load switch",
            "IHD", "Display",
            "CAD", "Consumer device");

    private ToldValues() {}

    /** @param today from which days are counted */
    static Map<String, String> of(Outcome outcome, LocalDate today) {
        Document document = XmlText.newDocument();
        Element root = document.createElement("Answer");
        document.appendChild(root);
        outcome.content().accept(root);
        Map<String, String> values = new LinkedHashMap<>();
        collect(root, values);
        Optional.ofNullable(values.get(EXPECTED))
                .map(day -> Long.toString(ChronoUnit.DAYS.between(today, LocalDate.parse(day))))
                .ifPresent(days -> values.put("Days until coverage", days));
        return values;
    }

    private static void collect(Element element, Map<String, String> values) {
        for (Element child : Elements.childrenOf(element)) {
            String name = NAMES.get(child.getLocalName());
            if (name != null) {
                values.putIfAbsent(name, Elements.textOf(child));
            } else if (child.getLocalName().equals("Device")) {
                device(child, values);
            } else {
                collect(child, values);
            }
        }
    }

    /** What has been taken away is no part of the home any more. */
    private static void device(Element element, Map<String, String> values) {
        String name = DEVICES.getOrDefault(text(element, "DeviceType"), "Device");
        String status = text(element, "DeviceStatus");
        if (!status.equals("Decommissioned")) {
            values.putIfAbsent(name, text(element, "DeviceID"));
            values.putIfAbsent(name + " status", status);
            values.putIfAbsent(name + " firmware", text(element, "DeviceFirmwareVersion"));
        }
    }

    private static String text(Element element, String name) {
        return Elements.childrenOf(element).stream()
                .filter(child -> name.equals(child.getLocalName()))
                .map(Elements::textOf)
                .findFirst()
                .orElse("");
    }
}
