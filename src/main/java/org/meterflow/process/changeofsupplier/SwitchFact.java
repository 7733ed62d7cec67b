package org.meterflow.process.changeofsupplier;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.process.FactName;

/** What is known of a switch, by the words in which people read it. */
enum SwitchFact implements FactName {
    SWITCH("Switch"),
    RETURNS("Returns the switch"),
    METER_POINT("Meter point"),
    LOSING_SUPPLIER("Losing supplier"),
    GAINING_SUPPLIER("Gaining supplier"),
    SUPPLY_START_DATE("Supply start date"),
    CONSUMER("Consumer"),
    DUAL_FUEL("Dual fuel"),
    PAYMENT("Payment"),
    REGISTERED("Registered"),
    KEYS_HELD("Keys on the meter"),
    WINDOW_CLOSES("Window to object closes"),
    GATE_CLOSES("Gate closes"),
    OBJECTION("Objection"),
    DEBT("Debt (£)"),
    DEBT_AGE("Debt age (days)"),
    VULNERABLE("Vulnerable consumer"),
    EVIDENCE("Evidence"),
    ASSIGNED_DEBT("Debt that goes with the consumer (£)"),
    PROPOSAL("The rules propose"),
    DECISION("Decision on the objection"),
    REASON_OF_DECISION("Reason of the decision"),
    CANCELLED_BECAUSE("Cancelled because"),
    INVENTORY("Devices on the day before"),
    INVENTORY_LOOKED_AT("Devices looked at"),
    READINESS("Readiness"),
    REASON_OF_READINESS("Reason of the readiness"),
    KEYS_REFUSED("Keys refused"),
    AGENTS("Agents appointed"),
    FORMER_AGENT("Former agent"),
    FINAL_READ("Final read"),
    OPENING_READ("Opening read"),
    ABOUT_READS("About the reads"),
    BALANCE("Balance on the meter (£)"),
    METER_DEBT("Debt on the meter (£)"),
    BALANCE_READ_AT("Balance read at"),
    REFUND("Balance refunded by"),
    ENDED_BECAUSE("Ended because");

    private final String label;

    SwitchFact(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** The label of what no supplier is told: who supplied before and after these two. */
    static Set<String> ofTheRegister() {
        return Set.of(REGISTERED.label());
    }

    /** Labels of what the gaining supplier's own standing has led to, and whom it has appointed. */
    static Set<String> ofTheGainingSupplier() {
        return Set.of(KEYS_REFUSED.label(), AGENTS.label());
    }

    /** Labels of what the losing supplier has said of its customer, or is told of it. */
    static Set<String> ofTheCustomer() {
        return Stream.of(
                        DEBT,
                        DEBT_AGE,
                        VULNERABLE,
                        EVIDENCE,
                        PROPOSAL,
                        BALANCE,
                        METER_DEBT,
                        BALANCE_READ_AT,
                        REFUND,
                        FORMER_AGENT)
                .map(SwitchFact::label)
                .collect(Collectors.toSet());
    }
}
