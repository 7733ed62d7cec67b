package org.meterflow.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseKey;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.RegistrationBody;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** What the demonstration's registration body asks for: the first switch that the rules allow, to another supplier. */
@Component
@ConditionalOnProperty({"meterflow.demo.adjustable-clock", "meterflow.simulator.enabled"})
class AskedSwitches {

    private static final String PROCESS = "changeOfSupplier";

    /** That a meter shows of a supplier's name. */
    private static final int LONGEST_NAME = 15;

    private final DemoTown town;
    private final Parties parties;
    private final Registrations registrations;
    private final BusinessCalendar calendar;

    AskedSwitches(DemoTown town, Parties parties, Registrations registrations, BusinessCalendar calendar) {
        this.town = town;
        this.parties = parties;
        this.registrations = registrations;
        this.calendar = calendar;
    }

    Optional<Mpid> supplier(Mpxn mpxn) {
        return registrations.on(mpxn, calendar.today()).map(registration -> registration.supplier());
    }

    String supplierName(Mpxn mpxn) {
        return supplier(mpxn)
                .map(mpid -> parties.ofMpid(mpid).map(Party::name).orElse(mpid.value()))
                .orElse("nobody");
    }

    /** A supplier of all these that serves none of them yet. */
    Optional<Mpid> gaining(List<Mpxn> mpxns) {
        List<Mpid> losing =
                mpxns.stream().flatMap(mpxn -> supplier(mpxn).stream()).toList();
        return parties.all().stream()
                .flatMap(party -> party.mpids().stream())
                .filter(mpid -> !losing.contains(mpid)
                        && mpxns.stream()
                                .allMatch(mpxn ->
                                        parties.supplierUser(mpid, mpxn.fuel()).isPresent()))
                .findFirst();
    }

    LocalDate firstDay() {
        return calendar.plusWorkingDays(calendar.today(), 1).plusDays(2);
    }

    /**
     * @param more what the message says besides
     * @throws IllegalArgumentException when the platform refuses it
     */
    CaseKey ask(String switchId, Market.Supply supply, Mpid gaining, LocalDate day, Map<String, ?> more) {
        MarketApi.Answer answer = town.registrationBody()
                .orElseThrow(() -> new IllegalArgumentException("The market has no registration body"))
                .requestSwitch(
                        switchId, supply.mpxn(), gaining, day, supply.payment() == Market.PaymentMode.PREPAYMENT, more);
        if (!answer.accepted()) {
            throw new IllegalArgumentException("The platform refused the switch: " + answer.body());
        }
        saysWhatItWants(gaining, switchId, supply.payment());
        appointsAgents(gaining, switchId, supply.mpxn());
        return new CaseKey(PROCESS, switchId);
    }

    /** The gaining supplier's settings, long before its keys are on the meter. */
    private void saysWhatItWants(Mpid gaining, String switchId, Market.PaymentMode payment) {
        String name = parties.ofMpid(gaining).map(Party::name).orElse(gaining.value());
        town.desk(gaining)
                .ifPresent(desk -> desk.sendSettings(
                        "settings-" + switchId,
                        Map.of(
                                "switchId",
                                switchId,
                                "paymentMode",
                                payment == Market.PaymentMode.PREPAYMENT ? "prepayment" : "credit",
                                "standingCharge",
                                0.5512,
                                "unitPrice",
                                0.2413,
                                "billingDay",
                                1,
                                "supplierName",
                                name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                                "supplierTelephone",
                                "0800 000 0000",
                                "readings",
                                "daily")));
    }

    /** The gaining supplier keeps the company that looks after the meter already. */
    private void appointsAgents(Mpid gaining, String switchId, Mpxn mpxn) {
        registrations
                .meterPoint(mpxn)
                .map(MeterPoint::agent)
                .ifPresent(agent -> town.desk(gaining)
                        .ifPresent(desk -> desk.appointAgents(
                                switchId,
                                Map.of("meteringEquipmentManager", agent.value(), "assetProvider", agent.value()))));
    }

    /** What both requests of a pair say. */
    static Map<String, ?> together(String groupId, boolean oneFailsAllFail) {
        return Map.of("dualFuel", Map.of("groupId", groupId, "oneFailsAllFail", oneFailsAllFail));
    }

    static String newGroup() {
        return "DF-" + RegistrationBody.newSwitchId().substring(3);
    }
}
