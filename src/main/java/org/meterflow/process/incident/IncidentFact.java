package org.meterflow.process.incident;

import org.meterflow.process.FactName;

/** What diagrams and people know of an incident. */
enum IncidentFact implements FactName {
    TITLE("What is wrong"),
    DESCRIPTION("Description"),
    CATEGORY("Category"),
    REASON_OF_CATEGORY("Why this category"),
    TEAM("Team"),
    RAISED_BY("Raised by"),
    PARTIES("Parties concerned"),
    CONSUMERS("Consumers affected"),
    DEVICE("Device"),
    MODEL("Model"),
    HUB("Communications hub"),
    AREA("Area"),
    RESPOND_BY("First response by"),
    RESPONDED_AT("First response"),
    RESOLVE_BY("Resolve by"),
    WAITS_UNTIL("Waits until"),
    NOTE("Last note"),
    PART_OF("Part of"),
    PARTS("Parts of it"),
    CAUSE("Cause"),
    RESOLUTION("Resolution"),
    RESOLVED_AT("Resolved");

    private final String label;

    IncidentFact(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
