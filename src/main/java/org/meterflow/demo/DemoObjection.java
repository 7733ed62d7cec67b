package org.meterflow.demo;

import java.util.Map;

/** What a losing supplier of the demonstration says against a switch. */
final class DemoObjection {

    private DemoObjection() {}

    static Map<String, ?> to(String switchId) {
        return Map.of(
                "switchId",
                switchId,
                "ground",
                "DEBT",
                "debt",
                180,
                "debtAgeDays",
                45,
                "vulnerable",
                false,
                "evidence",
                "Two unpaid bills; reminders sent");
    }
}
