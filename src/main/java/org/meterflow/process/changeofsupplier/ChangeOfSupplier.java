package org.meterflow.process.changeofsupplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterflow.identifier.Mpid;
import org.meterflow.messages.Inbox;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.Processes;
import org.meterflow.process.Timeline;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.partyquestion.AskedParty;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/change-of-supplier.bpmn}, in diagram order. */
@Component
public class ChangeOfSupplier {

    static final String PROCESS = "changeOfSupplier";
    static final String INVITATION = "interventionInvited";

    private final SupplierChanges changes;
    private final SwitchRules rules;
    private final SwitchReads reads;
    private final SwitchNotices notices;
    private final SwitchReadiness readiness;
    private final ReadComparison comparison;
    private final PartyQuestion questions;
    private final Registrations registrations;
    private final Inbox inbox;
    private final LosingSupplier losingSupplier;
    private final Processes processes;
    private final Timeline timeline;
    private final Clock clock;
    private final ObjectMapper json;

    ChangeOfSupplier(
            SupplierChanges changes,
            SwitchRules rules,
            SwitchReads reads,
            SwitchNotices notices,
            SwitchReadiness readiness,
            ReadComparison comparison,
            PartyQuestion questions,
            Registrations registrations,
            Inbox inbox,
            LosingSupplier losingSupplier,
            Processes processes,
            Timeline timeline,
            Clock clock,
            ObjectMapper json) {
        this.changes = changes;
        this.rules = rules;
        this.reads = reads;
        this.notices = notices;
        this.readiness = readiness;
        this.comparison = comparison;
        this.questions = questions;
        this.registrations = registrations;
        this.inbox = inbox;
        this.losingSupplier = losingSupplier;
        this.processes = processes;
        this.timeline = timeline;
        this.clock = clock;
        this.json = json;
    }

    // ── the switch is agreed in the market ──

    public boolean validateSwitch(String caseId) {
        SupplierChange change = require(caseId);
        Mpid losing = rules.supplierToday(change).orElse(null);
        Optional<String> problem = rules.objectionToValidity(change);
        if (problem.isPresent() || losing == null) {
            changes.invalid(caseId, losing, problem.orElse("No supplier is registered at this meter point"));
            return false;
        }
        changes.validated(caseId, losing, rules.windowEnd(change));
        note(change, "DECISION", "The switch is valid", losing + " loses, " + change.gaining() + " gains");
        SwitchMessages.STEERING.forEach(early -> inbox.nudge(early, caseId));
        return true;
    }

    public void rejectSwitch(String caseId) {
        changes.end(caseId, State.REJECTED, null, clock.instant());
        SupplierChange change = require(caseId);
        notices.tellGaining(change, "switchRejected", Map.of("reason", String.valueOf(change.reason())));
    }

    public String inviteLosingSupplier(String caseId) {
        SupplierChange change = require(caseId);
        String losing = notices.losing(change).orElseThrow();
        return questions.prepare(
                SwitchNotices.key(change),
                losing,
                INVITATION,
                caseId,
                notices.facts(change),
                java.util.Objects.requireNonNull(change.windowEndsAt()));
    }

    public boolean noteObjection(String caseId) {
        SupplierChange change = require(caseId);
        boolean objected = objection(change).isPresent();
        if (objected) {
            changes.move(caseId, State.OBJECTED);
        }
        note(
                change,
                "DECISION",
                objected ? "The losing supplier objects" : "Nobody objects",
                objection(change).map(Objection::toString).orElse("The window closed at " + change.windowEndsAt()));
        return objected;
    }

    Optional<Objection> objection(SupplierChange change) {
        return questions
                .find(change.switchId() + ":" + INVITATION)
                .map(AskedParty::answer)
                .map(answer -> {
                    try {
                        return json.readValue(answer, Objection.class);
                    } catch (JsonProcessingException broken) {
                        throw new IllegalStateException("A stored objection is no JSON", broken);
                    }
                });
    }

    public void weighObjection(String caseId) {
        SupplierChange change = require(caseId);
        Map<String, Object> proposal =
                processes.decide("objection", objection(change).orElseThrow().forDecision(change));
        changes.weighed(caseId, proposal.get("proposal") + ": " + proposal.get("reason"));
        note(
                change,
                "DECISION",
                "The rules propose: " + proposal.get("proposal"),
                String.valueOf(proposal.get("reason")));
    }

    public Date objectionDue(String caseId) {
        return Date.from(rules.personDue(require(caseId)));
    }

    /** A person upholds the objection or dismisses it. */
    public List<FieldError> handleObjection(String caseId, Form form) {
        SupplierChange change = require(caseId);
        String decision = form.text("decision");
        List<FieldError> errors = SwitchForms.decisionAndReason(
                form, "Choose whether the objection stands", List.of("uphold", "dismiss"));
        if (errors.isEmpty()) {
            changes.objectionDecided(caseId, decision, form.text("reason"), form.actor());
            person(change, form, decision.equals("uphold") ? "Upheld the objection" : "Dismissed the objection");
        }
        return errors;
    }

    public boolean objectionUpheld(String caseId) {
        return "uphold".equals(require(caseId).objectionDecision());
    }

    public void refuseSwitch(String caseId) {
        SupplierChange change = require(caseId);
        changes.end(caseId, State.REFUSED, "The objection stands: " + change.objectionReason(), clock.instant());
        notices.tellAll(change, "switchRefused", Map.of("reason", String.valueOf(change.objectionReason())));
    }

    public void confirmSwitch(String caseId) {
        changes.move(caseId, State.CONFIRMED);
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
        changes.move(caseId, State.SECURED);
        registrations.register(change.mpxn(), change.gaining(), change.supplyStartDate(), "switch " + caseId);
        notices.tellAll(change, "switchSecured", Map.of());
    }

    public void cancelSwitch(String caseId) {
        SupplierChange change = require(caseId);
        registrations.cancelRegistration(
                change.mpxn(), change.gaining(), change.supplyStartDate(), "switch " + caseId + " cancelled");
        changes.end(caseId, State.CANCELLED, change.cancellationReason(), clock.instant());
        notices.tellAll(
                change,
                "switchCancelled",
                Map.of(
                        "cancelledBy", String.valueOf(change.cancelledBy()),
                        "reason", String.valueOf(change.cancellationReason())));
    }

    // ── the meter changes hands ──

    public List<String> readFirmware(String caseId) {
        return reads.firmware(require(caseId));
    }

    /** @return READY, HOLD, REVIEW or NO_METER */
    public String checkReadiness(String caseId) {
        SupplierChange change = require(caseId);
        Map<String, Object> found = processes.decide("changeOfSupplierReadiness", readiness.of(change));
        String result = String.valueOf(found.get("readiness"));
        changes.readinessFound(caseId, result, String.valueOf(found.get("reason")));
        if (result.equals("HOLD")) {
            changes.nextReadinessRound(caseId);
        }
        changes.goOnWithoutMeter(caseId, result.equals("NO_METER"));
        note(change, "DECISION", "Readiness: " + result, String.valueOf(found.get("reason")));
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
            changes.goOnWithoutMeter(caseId, decision.equals("withoutMeter"));
            changes.nextReadinessRound(caseId);
            person(
                    change,
                    form,
                    decision.equals("withoutMeter") ? "Let it go on without the meter" : "Had the meter checked again");
        }
        return errors;
    }

    public boolean goesOnWithoutMeter(String caseId) {
        return require(caseId).withoutMeter();
    }

    public List<String> takeFinalReads(String caseId) {
        return reads.finalReads(require(caseId));
    }

    public List<String> replaceKeys(String caseId) {
        return reads.keys(require(caseId));
    }

    public Date supplyStart(String caseId) {
        return Date.from(require(caseId).supplyStartsAt());
    }

    /** Access follows registration, which has passed with the day; what is left is to end what rested on it, and to tell. */
    public void handOver(String caseId) {
        changes.move(caseId, State.ACTIVE);
        SupplierChange change = require(caseId);
        boolean keys = reads.keysReplaced(change);
        if (keys) {
            losingSupplier.tellKeysReplaced(change);
        }
        int schedules = losingSupplier.endSchedules(change);
        if (schedules > 0) {
            note(change, "DECISION", "Schedules ended: " + schedules, "Their users' right to the meter has ended");
        }
        notices.tellAll(change, "supplierChanged", Map.of("keysReplaced", keys));
    }

    public List<String> takeOpeningReads(String caseId) {
        return reads.openingReads(require(caseId));
    }

    public boolean compareReads(String caseId) {
        SupplierChange change = require(caseId);
        ReadComparison.Result result = comparison.of(change);
        changes.readsFound(
                caseId, result.finalRead(), result.openingRead(), result.unit(), result.agree(), result.remark());
        note(change, "DECISION", result.agree() ? "The reads agree" : "The reads do not agree", result.remark());
        return result.agree();
    }

    public Date readsDue(String caseId) {
        return Date.from(rules.personDue(require(caseId)));
    }

    /** A person decides which opening read both suppliers get. */
    public List<FieldError> reviewReads(String caseId, Form form) {
        SupplierChange change = require(caseId);
        Optional<BigDecimal> value = SwitchForms.openingRead(form, change);
        List<FieldError> errors = SwitchForms.readErrors(form, change);
        if (errors.isEmpty()) {
            changes.readsFound(
                    caseId,
                    change.finalRead(),
                    value.orElse(null),
                    change.readUnit() == null ? ReadComparison.unit(change) : change.readUnit(),
                    true,
                    form.text("reason"));
            person(
                    change,
                    form,
                    "Set the opening read to "
                            + value.map(BigDecimal::toPlainString).orElse("none"));
        }
        return errors;
    }

    public void shareOpeningRead(String caseId) {
        SupplierChange change = require(caseId);
        Map<String, Object> read = new LinkedHashMap<>();
        if (change.openingRead() != null) {
            read.put("openingRead", change.openingRead());
            read.put("unit", String.valueOf(change.readUnit()));
        }
        read.put("remark", String.valueOf(change.readRemark()));
        notices.tellSuppliers(change, "openingRead", read);
        changes.end(caseId, State.CHANGED, null, clock.instant());
        note(change, "DECISION", "The switch is complete", change.gaining() + " supplies " + change.mpxn());
    }

    private void person(SupplierChange change, Form form, String act) {
        timeline.note(SwitchNotices.key(change), "PERSON", act, form.text("reason"), form.actor());
    }

    private void note(SupplierChange change, String kind, String title, String detail) {
        timeline.note(new CaseKey(PROCESS, change.switchId()), kind, title, detail, Timeline.PLATFORM);
    }

    private SupplierChange require(String caseId) {
        return changes.find(caseId).orElseThrow(() -> new IllegalStateException("There is no switch " + caseId));
    }
}
