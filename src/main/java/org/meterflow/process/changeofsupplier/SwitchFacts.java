package org.meterflow.process.changeofsupplier;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.springframework.stereotype.Component;

/** What is known of a switch, under labels that people read. */
@Component
class SwitchFacts {

    private static final String DEBT = "Debt (£)";
    private static final String DEBT_AGE = "Debt age (days)";
    private static final String VULNERABLE = "Vulnerable consumer";
    private static final String EVIDENCE = "Evidence";
    private static final String PROPOSAL = "The rules propose";
    private static final String BALANCE = "Balance on the meter (£)";
    private static final String METER_DEBT = "Debt on the meter (£)";
    private static final String REFUND = "Balance refunded by";
    /** What the losing supplier has said of its customer, or is told of it. */
    static final Set<String> CUSTOMER =
            Set.of(DEBT, DEBT_AGE, VULNERABLE, EVIDENCE, PROPOSAL, BALANCE, METER_DEBT, REFUND);

    private final SwitchObjections objections;
    private final SwitchKeys keys;
    private final PrepaymentReads prepayment;
    private final Parties parties;

    SwitchFacts(SwitchObjections objections, SwitchKeys keys, PrepaymentReads prepayment, Parties parties) {
        this.objections = objections;
        this.keys = keys;
        this.prepayment = prepayment;
        this.parties = parties;
    }

    Map<String, String> of(SupplierChange change) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Switch", change.switchId());
        facts.put("Meter point", change.mpxn().value());
        facts.put("Losing supplier", name(change.losing()));
        facts.put("Gaining supplier", name(change.gaining()));
        facts.put("Supply start date", change.supplyStartDate().toString());
        facts.put("Consumer", change.agreement().domestic() ? "Domestic" : "Non-domestic");
        facts.put("Payment", prepayment.paysInAdvance(change) ? "Prepayment" : "Credit");
        put(facts, "Window to object closes", change.agreement().windowEndsAt());
        put(facts, "Gate closes", change.gateClosesAt());
        objections.of(change).ifPresent(objection -> {
            facts.put("Objection", objection.ground());
            put(facts, DEBT, objection.debt());
            put(facts, DEBT_AGE, objection.debtAgeDays());
            put(facts, VULNERABLE, objection.vulnerable());
            put(facts, EVIDENCE, objection.evidence());
            put(
                    facts,
                    "Debt that goes with the consumer (£)",
                    change.objection().debtAssigned() ? objection.debt() : null);
        });
        put(facts, PROPOSAL, change.objection().proposal());
        put(facts, "Decision on the objection", change.objection().words());
        put(facts, "Reason of the decision", change.objection().reason());
        Optional.ofNullable(change.cancellation()).ifPresent(called -> facts.put("Cancelled because", called.reason()));
        put(facts, "Readiness", change.handOver().readiness());
        put(facts, "Reason of the readiness", change.handOver().readinessReason());
        keys.refused(change).stream()
                .reduce((one, other) -> one + "; " + other)
                .ifPresent(refusal -> facts.put("Keys refused", refusal));
        put(facts, "Final read", withUnit(change.reads().finalRead(), change));
        put(facts, "Opening read", withUnit(change.reads().openingRead(), change));
        put(facts, "About the reads", change.reads().remark());
        if (change.state() == SupplierChange.State.CHANGED) {
            prepayment.account(change).ifPresent(account -> settlement(facts, account));
        }
        put(facts, "Ended because", change.reason());
        return facts;
    }

    private static void settlement(Map<String, String> facts, PrepaymentAccount account) {
        put(facts, BALANCE, account.balance());
        put(facts, METER_DEBT, account.debt());
        put(facts, "Balance read at", account.readAt());
        put(facts, REFUND, account.refundBy());
    }

    private static @Nullable String withUnit(@Nullable Object read, SupplierChange change) {
        return read == null ? null : read + " " + change.reads().unit();
    }

    private static void put(Map<String, String> facts, String label, @Nullable Object value) {
        if (value != null) {
            facts.put(label, value.toString());
        }
    }

    String name(@Nullable Mpid mpid) {
        return mpid == null
                ? "nobody known"
                : parties.ofMpid(mpid).map(Party::name).orElse(mpid.value());
    }
}
