package org.meterflow.process.changeofsupplier;

import java.util.Map;
import java.util.Optional;
import org.meterflow.identifier.Mpid;
import org.meterflow.messages.Inbox;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** How a switch is agreed in the market: valid, confirmed, sound at the gate, secured, active. */
@Component
class SwitchMarket {

    private final SwitchRules rules;
    private final DualFuelSwitches dualFuel;
    private final SwitchTimes times;
    private final SwitchProgress progress;
    private final SwitchNotices notices;
    private final FormerSupplier formerSupplier;
    private final Registrations registrations;
    private final Inbox inbox;
    private final SwitchTimeline story;
    private final SwitchMeters meters;
    private final ReturnedSwitches returned;
    private final FinalBills bills;
    private final SwitchAgents agents;

    SwitchMarket(
            SwitchRules rules,
            DualFuelSwitches dualFuel,
            SwitchTimes times,
            SwitchProgress progress,
            SwitchNotices notices,
            FormerSupplier formerSupplier,
            Registrations registrations,
            Inbox inbox,
            SwitchTimeline story,
            SwitchMeters meters,
            ReturnedSwitches returned,
            FinalBills bills,
            SwitchAgents agents) {
        this.rules = rules;
        this.dualFuel = dualFuel;
        this.times = times;
        this.progress = progress;
        this.notices = notices;
        this.formerSupplier = formerSupplier;
        this.registrations = registrations;
        this.inbox = inbox;
        this.story = story;
        this.meters = meters;
        this.returned = returned;
        this.bills = bills;
        this.agents = agents;
    }

    boolean validate(SupplierChange change) {
        String switchId = change.switchId();
        Mpid losing = rules.supplierToday(change).orElse(null);
        Optional<String> problem = rules.invalidity(change);
        if (problem.isPresent() || losing == null) {
            progress.invalid(switchId, losing, problem.orElse("No supplier is registered at this meter point"));
            rules.rival(change).ifPresent(other -> story.decided(change, "Another switch came first", other));
            return false;
        }
        progress.validated(switchId, losing, times.windowEnd(change));
        story.decided(
                change,
                "The switch is valid",
                story.name(losing) + " loses, " + story.name(change.gaining()) + " gains");
        meters.enter(change);
        SteeringMessages.NAMES.forEach(early -> inbox.nudge(early, switchId));
        return true;
    }

    void confirm(SupplierChange change) {
        progress.move(change.switchId(), State.CONFIRMED);
        notices.tellAll(
                change,
                "switchConfirmed",
                Map.of("gateClosesAt", change.gateClosesAt().toString()));
    }

    boolean isSoundAtGate(SupplierChange change) {
        Optional<String> problem = dualFuel.problemAtGate(change, rules::problemAtGate);
        problem.ifPresent(found -> {
            progress.foundWanting(change.switchId(), found);
            story.decided(change, "Not secured", found);
        });
        return problem.isEmpty();
    }

    /** From now on the market knows who will supply: the registration is there, effective from its day. */
    void secure(SupplierChange change) {
        progress.move(change.switchId(), State.SECURED);
        returned.found(change.switchId(), formerSupplier.schedules(change));
        registrations.register(
                change.mpxn(), change.gaining(), change.supplyStartDate(), "switch " + change.switchId());
        notices.tellAll(change, "switchSecured", Map.of());
    }

    /** Access follows registration, which has passed with the day; what is left is to end what rested on it, and to tell. */
    void handOver(SupplierChange change) {
        progress.move(change.switchId(), State.ACTIVE);
        int schedules = formerSupplier.endSchedules(change);
        if (schedules > 0) {
            story.decided(change, "Schedules ended: " + schedules, "Their users' right to the meter has ended");
        }
        notices.tellAll(change, "supplierChanged", Map.of());
        agents.handOver(change);
        bills.watch(change);
    }
}
