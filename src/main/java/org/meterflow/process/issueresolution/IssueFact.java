package org.meterflow.process.issueresolution;

import org.meterflow.process.FactName;

/** What diagrams and people know of an issue. */
enum IssueFact implements FactName {
    TITLE("What the problem is"),
    DESCRIPTION("Description"),
    SEVERITY("Severity"),
    REASON_OF_SEVERITY("Why this severity"),
    SOURCE("Comes from"),
    SUBJECT("Has in common"),
    RAISED_BY("Opened by"),
    PARTIES("Parties concerned"),
    INCIDENTS("Incidents"),
    OWNER("Owner"),
    OWNER_BY("Owner by"),
    PLAN_BY("Plan by"),
    FIX_BY("Put right by"),
    TIMELINE("What happened when"),
    WHYS("Why"),
    CAUSE("Kind of cause"),
    ACTIONS("Actions"),
    CHANGE("Change"),
    RECURRENCES("Times it recurred"),
    QUIET_UNTIL("Must stay quiet until"),
    REOPENING_UNTIL("Can be reopened until");

    private final String label;

    IssueFact(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
