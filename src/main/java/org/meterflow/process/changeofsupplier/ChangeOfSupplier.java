package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.meterflow.process.Drawn;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.interlock.Interlock;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/change-of-supplier.bpmn}, in diagram order. */
@Component
@Drawn(
        tells = "switchCancelled",
        knows = SwitchFact.class,
        asks = {"objection", "changeOfSupplierReadiness", Interlock.TABLE})
public class ChangeOfSupplier {

    private final SupplierChanges changes;
    private final SwitchProgress progress;
    private final SwitchTimes times;
    private final SwitchMarket market;
    private final DualFuelSwitches dualFuel;
    private final SwitchObjections objections;
    private final SwitchEnd end;
    private final SecuredSwitches secured;
    private final TakenBackSwitches takenBack;
    private final SwitchInventory inventory;
    private final SwitchReadiness readiness;
    private final SwitchReads reads;
    private final SwitchKeys keys;
    private final KeysReview keysReview;
    private final KeysReport keysReport;
    private final OpeningRead openingRead;
    private final GainingSettings settings;
    private final Registrations registrations;
    private final SwitchTimeline story;
    private final Clock clock;

    ChangeOfSupplier(
            SupplierChanges changes,
            SwitchProgress progress,
            SwitchTimes times,
            SwitchMarket market,
            DualFuelSwitches dualFuel,
            SwitchObjections objections,
            SwitchEnd end,
            SecuredSwitches secured,
            TakenBackSwitches takenBack,
            SwitchInventory inventory,
            SwitchReadiness readiness,
            SwitchReads reads,
            SwitchKeys keys,
            KeysReview keysReview,
            KeysReport keysReport,
            OpeningRead openingRead,
            GainingSettings settings,
            Registrations registrations,
            SwitchTimeline story,
            Clock clock) {
        this.changes = changes;
        this.progress = progress;
        this.times = times;
        this.market = market;
        this.dualFuel = dualFuel;
        this.objections = objections;
        this.end = end;
        this.secured = secured;
        this.takenBack = takenBack;
        this.inventory = inventory;
        this.readiness = readiness;
        this.reads = reads;
        this.keys = keys;
        this.keysReview = keysReview;
        this.keysReport = keysReport;
        this.openingRead = openingRead;
        this.settings = settings;
        this.registrations = registrations;
        this.story = story;
        this.clock = clock;
    }

    // ── the switch is agreed in the market ──

    public boolean validateSwitch(String caseId) {
        return market.validate(changes.require(caseId));
    }

    /** @return whether it is the way back from an erroneous transfer, which nobody is invited to object to */
    public boolean returnsMeterPoint(String caseId) {
        return changes.require(caseId).agreement().isReturn();
    }

    public void rejectSwitch(String caseId) {
        end.rejected(changes.require(caseId));
    }

    public String inviteLosingSupplier(String caseId) {
        return objections.invite(changes.require(caseId));
    }

    public boolean noteObjection(String caseId) {
        return objections.note(changes.require(caseId));
    }

    public List<String> readPaymentMode(String caseId) {
        SupplierChange change = changes.require(caseId);
        return objections.turnsOnPaymentMode(change) ? reads.paymentMode(change) : List.of();
    }

    public Date paymentModeDue(String caseId) {
        return Date.from(times.paymentModeDue());
    }

    public void weighObjection(String caseId) {
        objections.weigh(changes.require(caseId));
    }

    public Date objectionDue(String caseId) {
        return personDue(caseId);
    }

    /** A person upholds the objection or dismisses it. */
    public List<FieldError> handleObjection(String caseId, Form form) {
        return objections.decide(changes.require(caseId), form);
    }

    public boolean objectionUpheld(String caseId) {
        return !objections.letsTheSwitchGoOn(changes.require(caseId));
    }

    public void refuseSwitch(String caseId) {
        SupplierChange change = changes.require(caseId);
        end.refused(change, change.reason() == null ? objections.refusal(change) : change.reason());
    }

    public void confirmSwitch(String caseId) {
        SupplierChange change = changes.require(caseId);
        market.confirm(change);
        objections.assignDebt(change);
    }

    public Date gateClosure(String caseId) {
        return Date.from(changes.require(caseId).gateClosesAt());
    }

    /** Gate closure, or when the other fuel of the home is to be looked for. */
    public Date nextLookAtGate(String caseId) {
        return Date.from(dualFuel.nextLook(changes.require(caseId)));
    }

    public boolean awaitsOtherFuel(String caseId) {
        return dualFuel.awaitsOtherFuel(changes.require(caseId));
    }

    /** Decides for the other fuel of the home as well, where both are to switch or neither. */
    public boolean checkAtGate(String caseId) {
        return market.isSoundAtGate(changes.require(caseId));
    }

    /** The gate closes on the day before supply starts: the inventory is looked at with it, and the meter asked from then on. */
    public void secureSwitch(String caseId) {
        SupplierChange change = changes.require(caseId);
        market.secure(change);
        inventory.look(change);
    }

    /** Ended before its registration goes, which is then nobody's surprise. */
    public void cancelSwitch(String caseId) {
        SupplierChange change = changes.require(caseId);
        end.called(change);
        registrations.cancelRegistration(
                change.mpxn(), change.gaining(), change.supplyStartDate(), "switch " + caseId + " cancelled");
    }

    // ── the market changes hands ──

    public Date supplyStart(String caseId) {
        return Date.from(changes.require(caseId).supplyStartsAt());
    }

    public boolean stillRegistered(String caseId) {
        return secured.isRegistered(changes.require(caseId));
    }

    public void stopHandOver(String caseId) {
        takenBack.stop(changes.require(caseId));
    }

    public void handOver(String caseId) {
        market.handOver(changes.require(caseId));
    }

    // ── the meter changes hands ──

    public List<String> readFirmware(String caseId) {
        return reads.firmware(changes.require(caseId));
    }

    /** @return READY, REVIEW or NO_METER; HOLD as well where a decision table still says so */
    public String checkReadiness(String caseId) {
        return readiness.check(changes.require(caseId));
    }

    /** For cases of a diagram that looks at a held meter again. */
    public Date readinessRetryAt(String caseId) {
        return Date.from(times.readinessRetry());
    }

    public Date readinessDue(String caseId) {
        return personDue(caseId);
    }

    /** A person has the meter looked at again, or lets the switch go on in registration alone. */
    public List<FieldError> reviewReadiness(String caseId, Form form) {
        return readiness.review(changes.require(caseId), form);
    }

    public boolean goesOnWithoutMeter(String caseId) {
        return changes.require(caseId).handOver().withoutMeter();
    }

    public List<String> takeFinalReads(String caseId) {
        return reads.finalReads(changes.require(caseId));
    }

    public List<String> replaceKeys(String caseId) {
        return keys.replace(changes.require(caseId));
    }

    /** Silence has had its operator by then; a refusal has not. */
    public boolean keysRefused(String caseId) {
        SupplierChange change = changes.require(caseId);
        return !change.handOver().withoutKeys() && !keys.refused(change).isEmpty();
    }

    public Date keysDue(String caseId) {
        return personDue(caseId);
    }

    public List<FieldError> reviewKeys(String caseId, Form form) {
        return keysReview.decide(changes.require(caseId), form);
    }

    public void reportKeys(String caseId) {
        keysReport.report(changes.require(caseId));
    }

    // ── both bill from the same read ──

    public List<String> takeOpeningReads(String caseId) {
        return reads.openingReads(changes.require(caseId));
    }

    public boolean compareReads(String caseId) {
        SupplierChange change = changes.require(caseId);
        settings.begin(change);
        return openingRead.compare(change);
    }

    public Date readsDue(String caseId) {
        return personDue(caseId);
    }

    /** A person decides which opening read both suppliers get. */
    public List<FieldError> reviewReads(String caseId, Form form) {
        return openingRead.review(changes.require(caseId), form);
    }

    /** The last box of every version of the diagram: what an earlier one has not reported is reported now. */
    public void shareOpeningRead(String caseId) {
        SupplierChange change = changes.require(caseId);
        keysReport.report(change);
        openingRead.share(change);
        progress.end(caseId, State.CHANGED, null, clock.instant());
        story.decided(change, "The switch is complete", story.name(change.gaining()) + " supplies " + change.mpxn());
    }

    private Date personDue(String caseId) {
        return Date.from(times.personDue(changes.require(caseId)));
    }
}
