package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.identifier.Mpid;
import org.meterflow.messages.Inbox;
import org.meterflow.process.Drawn;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.engine.Cases;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/change-of-supplier.bpmn}, in diagram order. */
@Component
@Drawn(
        tells = "switchCancelled",
        asks = {"objection", "changeOfSupplierReadiness"})
public class ChangeOfSupplier {

    private final SupplierChanges changes;
    private final SwitchProgress progress;
    private final HandOvers handOvers;
    private final SwitchRules rules;
    private final SwitchReads reads;
    private final SwitchKeys keys;
    private final SwitchNotices notices;
    private final SwitchReadiness readiness;
    private final SwitchObjections objections;
    private final OpeningRead openingRead;
    private final Registrations registrations;
    private final Inbox inbox;
    private final LosingSupplier losingSupplier;
    private final Cases cases;
    private final SwitchTimeline story;
    private final Clock clock;

    ChangeOfSupplier(
            SupplierChanges changes,
            SwitchProgress progress,
            HandOvers handOvers,
            SwitchRules rules,
            SwitchReads reads,
            SwitchKeys keys,
            SwitchNotices notices,
            SwitchReadiness readiness,
            SwitchObjections objections,
            OpeningRead openingRead,
            Registrations registrations,
            Inbox inbox,
            LosingSupplier losingSupplier,
            Cases cases,
            SwitchTimeline story,
            Clock clock) {
        this.changes = changes;
        this.progress = progress;
        this.handOvers = handOvers;
        this.rules = rules;
        this.reads = reads;
        this.keys = keys;
        this.notices = notices;
        this.readiness = readiness;
        this.objections = objections;
        this.openingRead = openingRead;
        this.registrations = registrations;
        this.inbox = inbox;
        this.losingSupplier = losingSupplier;
        this.cases = cases;
        this.story = story;
        this.clock = clock;
    }

    // ── the switch is agreed in the market ──

    public boolean validateSwitch(String caseId) {
        SupplierChange change = require(caseId);
        Mpid losing = rules.supplierToday(change).orElse(null);
        Optional<String> problem = rules.invalidity(change);
        if (problem.isPresent() || losing == null) {
            progress.invalid(caseId, losing, problem.orElse("No supplier is registered at this meter point"));
            return false;
        }
        progress.validated(caseId, losing, rules.windowEnd(change));
        story.decided(change, "The switch is valid", losing + " loses, " + change.gaining() + " gains");
        SteeringMessages.NAMES.forEach(early -> inbox.nudge(early, caseId));
        return true;
    }

    public void rejectSwitch(String caseId) {
        progress.end(caseId, State.REJECTED, null, clock.instant());
        SupplierChange change = require(caseId);
        notices.tellGaining(change, "switchRejected", Map.of("reason", Objects.requireNonNull(change.reason())));
    }

    public String inviteLosingSupplier(String caseId) {
        return objections.invite(require(caseId));
    }

    public boolean noteObjection(String caseId) {
        return objections.note(require(caseId));
    }

    public void weighObjection(String caseId) {
        objections.weigh(require(caseId));
    }

    public Date objectionDue(String caseId) {
        return Date.from(rules.personDue(require(caseId)));
    }

    /** A person upholds the objection or dismisses it. */
    public List<FieldError> handleObjection(String caseId, Form form) {
        return objections.decide(require(caseId), form);
    }

    public boolean objectionUpheld(String caseId) {
        return !objections.letsTheSwitchGoOn(require(caseId));
    }

    public void refuseSwitch(String caseId) {
        SupplierChange change = require(caseId);
        String reason = objections.refusal(change);
        progress.end(caseId, State.REFUSED, reason, clock.instant());
        notices.tellAll(change, "switchRefused", Map.of("reason", reason));
    }

    public void confirmSwitch(String caseId) {
        progress.move(caseId, State.CONFIRMED);
        SupplierChange change = require(caseId);
        notices.tellAll(
                change,
                "switchConfirmed",
                Map.of("gateClosesAt", change.gateClosesAt().toString()));
    }

    public Date gateClosure(String caseId) {
        return Date.from(require(caseId).gateClosesAt());
    }

    /** From now on the market knows who will supply: the registration is there, effective from its day. */
    public void secureSwitch(String caseId) {
        SupplierChange change = require(caseId);
        progress.move(caseId, State.SECURED);
        registrations.register(change.mpxn(), change.gaining(), change.supplyStartDate(), "switch " + caseId);
        notices.tellAll(change, "switchSecured", Map.of());
    }

    public void cancelSwitch(String caseId) {
        SupplierChange change = require(caseId);
        registrations.cancelRegistration(
                change.mpxn(), change.gaining(), change.supplyStartDate(), "switch " + caseId + " cancelled");
        Cancellation cancellation = Objects.requireNonNull(change.cancellation());
        progress.end(caseId, State.CANCELLED, cancellation.reason(), clock.instant());
        notices.tellAll(
                change, "switchCancelled", Map.of("cancelledBy", cancellation.by(), "reason", cancellation.reason()));
    }

    // ── the meter changes hands ──

    public List<String> readFirmware(String caseId) {
        return reads.firmware(require(caseId));
    }

    /** @return READY, HOLD, REVIEW or NO_METER */
    public String checkReadiness(String caseId) {
        SupplierChange change = require(caseId);
        Map<String, Object> found = cases.decide("changeOfSupplierReadiness", readiness.of(change));
        String result = String.valueOf(found.get("readiness"));
        handOvers.readinessFound(caseId, result, String.valueOf(found.get("reason")));
        if (result.equals("HOLD")) {
            handOvers.nextReadinessRound(caseId);
        }
        handOvers.goOnWithoutMeter(caseId, result.equals("NO_METER"));
        story.decided(change, "Readiness: " + result, String.valueOf(found.get("reason")));
        return result;
    }

    public Date readinessRetryAt(String caseId) {
        return Date.from(rules.readinessRetry());
    }

    public Date readinessDue(String caseId) {
        return Date.from(rules.personDue(require(caseId)));
    }

    /** A person has the meter looked at again, or lets the switch go on in registration alone. */
    public List<FieldError> reviewReadiness(String caseId, Form form) {
        SupplierChange change = require(caseId);
        String decision = form.text("decision");
        List<FieldError> errors = SwitchForms.decisionAndReason(
                form, "Choose how the switch goes on", List.of("checkAgain", "withoutMeter"));
        if (errors.isEmpty()) {
            handOvers.goOnWithoutMeter(caseId, decision.equals("withoutMeter"));
            handOvers.nextReadinessRound(caseId);
            story.person(
                    change,
                    form,
                    decision.equals("withoutMeter") ? "Let it go on without the meter" : "Had the meter checked again");
        }
        return errors;
    }

    public boolean goesOnWithoutMeter(String caseId) {
        return require(caseId).handOver().withoutMeter();
    }

    public List<String> takeFinalReads(String caseId) {
        return reads.finalReads(require(caseId));
    }

    public List<String> replaceKeys(String caseId) {
        return keys.replace(require(caseId));
    }

    /** Silence has had its operator by then; a refusal has not. */
    public boolean keysRefused(String caseId) {
        SupplierChange change = require(caseId);
        return !change.handOver().withoutKeys() && !keys.refused(change).isEmpty();
    }

    public Date keysDue(String caseId) {
        return Date.from(rules.personDue(require(caseId)));
    }

    /** A person has what was refused asked again, or lets the switch go on with the losing supplier's keys. */
    public List<FieldError> reviewKeys(String caseId, Form form) {
        SupplierChange change = require(caseId);
        List<FieldError> errors = SwitchForms.decisionAndReason(
                form, "Choose how the switch goes on", List.of("askAgain", "withoutKeys"));
        if (errors.isEmpty()) {
            boolean again = form.text("decision").equals("askAgain");
            if (again) {
                handOvers.nextKeysRound(caseId);
            } else {
                handOvers.goOnWithoutKeys(caseId);
            }
            story.person(change, form, again ? "Had the keys asked for again" : "Let it go on with the former keys");
        }
        return errors;
    }

    public Date supplyStart(String caseId) {
        return Date.from(require(caseId).supplyStartsAt());
    }

    /** Access follows registration, which has passed with the day; what is left is to end what rested on it, and to tell. */
    public void handOver(String caseId) {
        progress.move(caseId, State.ACTIVE);
        SupplierChange change = require(caseId);
        boolean keysReplaced = keys.replaced(change);
        if (keysReplaced) {
            losingSupplier.tellKeysReplaced(change);
        }
        int schedules = losingSupplier.endSchedules(change);
        if (schedules > 0) {
            story.decided(change, "Schedules ended: " + schedules, "Their users' right to the meter has ended");
        }
        notices.tellAll(change, "supplierChanged", Map.of("keysReplaced", keysReplaced));
    }

    public List<String> takeOpeningReads(String caseId) {
        return reads.openingReads(require(caseId));
    }

    public boolean compareReads(String caseId) {
        return openingRead.compare(require(caseId));
    }

    public Date readsDue(String caseId) {
        return Date.from(rules.personDue(require(caseId)));
    }

    /** A person decides which opening read both suppliers get. */
    public List<FieldError> reviewReads(String caseId, Form form) {
        return openingRead.review(require(caseId), form);
    }

    public void shareOpeningRead(String caseId) {
        SupplierChange change = require(caseId);
        openingRead.share(change);
        progress.end(caseId, State.CHANGED, null, clock.instant());
        story.decided(change, "The switch is complete", change.gaining() + " supplies " + change.mpxn());
    }

    private SupplierChange require(String caseId) {
        return changes.require(caseId);
    }
}
