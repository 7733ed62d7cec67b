package org.meterflow.process.fieldvisit;

import org.meterflow.process.FactName;

/** What is known of a visit. */
enum VisitFact implements FactName {
    METER_POINT("Meter point"),
    ABOUT("About"),
    SLOT_FROM("Slot from"),
    SLOT_UNTIL("Slot until"),
    PRIORITY("Has priority"),
    MISSED_SLOTS("Slots missed"),
    VISITS_WITHOUT_ACCESS("Visits without access"),
    NOTE("Note");

    private final String label;

    VisitFact(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
