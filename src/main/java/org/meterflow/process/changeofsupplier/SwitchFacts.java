package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.Facts;
import org.meterflow.process.Facts.Amount;
import org.springframework.stereotype.Component;

/** What is known of a switch, under labels that people read. */
@Component
class SwitchFacts {

    private final SwitchObjections objections;
    private final SwitchKeys keys;
    private final PrepaymentReads prepayment;
    private final SwitchSurroundings surroundings;
    private final DualFuelSwitches dualFuel;
    private final SwitchInventory inventory;
    private final SwitchAgents agents;
    private final Parties parties;

    SwitchFacts(
            SwitchObjections objections,
            SwitchKeys keys,
            PrepaymentReads prepayment,
            SwitchSurroundings surroundings,
            DualFuelSwitches dualFuel,
            SwitchInventory inventory,
            SwitchAgents agents,
            Parties parties) {
        this.objections = objections;
        this.keys = keys;
        this.prepayment = prepayment;
        this.surroundings = surroundings;
        this.dualFuel = dualFuel;
        this.inventory = inventory;
        this.agents = agents;
        this.parties = parties;
    }

    Facts of(SupplierChange change) {
        Facts facts = new Facts()
                .with(SwitchFact.SWITCH, change.switchId())
                .with(SwitchFact.RETURNS, change.agreement().returns())
                .with(SwitchFact.METER_POINT, change.mpxn().value())
                .with(SwitchFact.LOSING_SUPPLIER, name(change.losing()))
                .with(SwitchFact.GAINING_SUPPLIER, name(change.gaining()))
                .with(SwitchFact.SUPPLY_START_DATE, change.supplyStartDate())
                .with(SwitchFact.CONSUMER, change.agreement().domestic() ? "Domestic" : "Non-domestic")
                .with(SwitchFact.DUAL_FUEL, dualFuel.inWords(change).orElse(null))
                .with(SwitchFact.PAYMENT, prepayment.paysInAdvance(change) ? "Prepayment" : "Credit")
                .with(SwitchFact.REGISTERED, surroundings.registrations(change).orElse(null))
                .with(SwitchFact.KEYS_HELD, surroundings.keys(change).orElse(null))
                .with(SwitchFact.WINDOW_CLOSES, change.agreement().windowEndsAt())
                .with(SwitchFact.GATE_CLOSES, change.gateClosesAt());
        objections
                .of(change)
                .ifPresent(objection -> facts.with(SwitchFact.OBJECTION, objection.ground())
                        .with(SwitchFact.DEBT, objection.debt())
                        .with(SwitchFact.DEBT_AGE, objection.debtAgeDays())
                        .with(SwitchFact.VULNERABLE, objection.vulnerable())
                        .with(SwitchFact.EVIDENCE, objection.evidence())
                        .with(SwitchFact.ASSIGNED_DEBT, change.objection().debtAssigned() ? objection.debt() : null));
        facts.with(SwitchFact.PROPOSAL, change.objection().proposal())
                .with(SwitchFact.DECISION, change.objection().words())
                .with(SwitchFact.REASON_OF_DECISION, change.objection().reason());
        Optional.ofNullable(change.cancellation())
                .ifPresent(called -> facts.with(SwitchFact.CANCELLED_BECAUSE, called.reason()));
        inventory
                .of(change)
                .ifPresent(look -> facts.with(SwitchFact.INVENTORY, look.devices())
                        .with(SwitchFact.INVENTORY_LOOKED_AT, look.at()));
        facts.with(SwitchFact.READINESS, change.handOver().readiness())
                .with(SwitchFact.REASON_OF_READINESS, change.handOver().readinessReason());
        keys.refused(change).stream()
                .reduce((one, other) -> one + "; " + other)
                .ifPresent(refusal -> facts.with(SwitchFact.KEYS_REFUSED, refusal));
        facts.with(SwitchFact.AGENTS, agents.inWords(change).orElse(null))
                .with(
                        SwitchFact.FORMER_AGENT,
                        agents.former(change).map(this::name).orElse(null));
        facts.with(SwitchFact.FINAL_READ, withUnit(change.reads().finalRead(), change))
                .with(SwitchFact.OPENING_READ, withUnit(change.reads().openingRead(), change))
                .with(SwitchFact.ABOUT_READS, change.reads().remark());
        if (change.state() == SupplierChange.State.CHANGED) {
            prepayment.account(change).ifPresent(account -> settlement(facts, account));
        }
        return facts.with(SwitchFact.ENDED_BECAUSE, change.reason());
    }

    private static void settlement(Facts facts, PrepaymentAccount account) {
        facts.with(SwitchFact.BALANCE, account.balance())
                .with(SwitchFact.METER_DEBT, account.debt())
                .with(SwitchFact.BALANCE_READ_AT, account.readAt())
                .with(SwitchFact.REFUND, account.refundBy());
    }

    private static @Nullable Object withUnit(@Nullable BigDecimal read, SupplierChange change) {
        String unit = change.reads().unit();
        return read == null || unit == null ? read : new Amount(read, unit);
    }

    String name(@Nullable Mpid mpid) {
        return mpid == null
                ? "nobody known"
                : parties.ofMpid(mpid).map(Party::name).orElse(mpid.value());
    }
}
