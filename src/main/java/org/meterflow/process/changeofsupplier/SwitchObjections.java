package org.meterflow.process.changeofsupplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.partyquestion.AskedParty;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.springframework.stereotype.Component;

/** The losing supplier's say: it is invited to object, what it answers is weighed, and a person decides. */
@Component
class SwitchObjections {

    static final String INVITATION = "interventionInvited";

    private static final String ASSIGN_DEBT = ObjectionOutcome.ASSIGN_DEBT;
    private static final String TOO_LATE = "dismissed after gate closure";

    private final SwitchProgress progress;
    private final PartyQuestion questions;
    private final PrepaymentReads prepayment;
    private final SwitchNotices notices;
    private final SwitchTimeline story;
    private final Cases cases;
    private final ObjectMapper json;
    private final Clock clock;

    SwitchObjections(
            SwitchProgress progress,
            PartyQuestion questions,
            PrepaymentReads prepayment,
            SwitchNotices notices,
            SwitchTimeline story,
            Cases cases,
            ObjectMapper json,
            Clock clock) {
        this.progress = progress;
        this.questions = questions;
        this.prepayment = prepayment;
        this.notices = notices;
        this.story = story;
        this.cases = cases;
        this.json = json;
        this.clock = clock;
    }

    /** @return the question's id */
    String invite(SupplierChange change) {
        return questions.prepare(
                change.key(),
                notices.losing(change).orElseThrow(),
                INVITATION,
                change.switchId(),
                notices.facts(change),
                Objects.requireNonNull(change.agreement().windowEndsAt()));
    }

    /** @return whether there is an objection */
    boolean note(SupplierChange change) {
        Optional<Objection> objection = of(change);
        if (objection.isPresent()) {
            progress.move(change.switchId(), State.OBJECTED);
        }
        story.decided(
                change,
                objection.isPresent() ? "The losing supplier objects" : "Nobody objects",
                objection
                        .map(Objection::words)
                        .orElse("The window closed on "
                                + BusinessCalendar.inWords(Objects.requireNonNull(
                                        change.agreement().windowEndsAt()))));
        return objection.isPresent();
    }

    Optional<Objection> of(SupplierChange change) {
        return questions
                .find(change.switchId() + ":" + INVITATION)
                .map(AskedParty::answer)
                .map(this::read);
    }

    private Objection read(String answer) {
        try {
            return json.readValue(answer, Objection.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored objection is no JSON", broken);
        }
    }

    /** A household's debt holds a credit consumer back, and goes with one who pays in advance. */
    boolean turnsOnPaymentMode(SupplierChange change) {
        return change.agreement().domestic()
                && of(change).filter(Objection::forDebt).isPresent();
    }

    void weigh(SupplierChange change) {
        Map<String, Object> proposal = cases.decide(
                "objection", of(change).orElseThrow().forDecision(change, prepayment.paysInAdvance(change)));
        progress.weighed(change.switchId(), proposal.get("proposal") + ": " + proposal.get("reason"));
        story.decided(
                change,
                "The rules propose: " + proposal.get("proposal"),
                Objects.requireNonNullElse(proposal.get("reason"), "").toString());
    }

    List<FieldError> decide(SupplierChange change, Form form) {
        List<FieldError> errors = SwitchForms.decisionAndReason(
                form, "Choose whether the objection stands", List.of("uphold", "dismiss", ASSIGN_DEBT));
        String decision = form.text("decision");
        if (decision.equals(ASSIGN_DEBT) && !change.objection().debtMayBeAssigned()) {
            errors.add(new FieldError("decision", "The rules do not let this debt go with the consumer"));
        }
        if (errors.isEmpty()) {
            String counts = !decision.equals("uphold") && gateHasClosed(change) ? TOO_LATE : decision;
            progress.objectionDecided(change.switchId(), counts, form.text("reason"), form.actor());
            story.person(change, form, said(counts));
        }
        return errors;
    }

    private static String said(String decision) {
        return switch (decision) {
            case "uphold" -> "Upheld the objection";
            case "dismiss" -> "Dismissed the objection";
            case ASSIGN_DEBT -> "Dismissed the objection, and let the debt go with the consumer";
            default -> "Dismissed the objection after gate closure, too late for this date";
        };
    }

    /** From the confirmation on the gaining supplier counts on a debt that comes with its consumer. */
    void assignDebt(SupplierChange change) {
        BigDecimal debt = of(change).map(Objection::debt).orElse(null);
        if (change.objection().debtAssigned() && debt != null) {
            notices.tellSuppliers(change, "debtAssigned", Map.of("debt", debt));
        }
    }

    /** The meter is prepared and both suppliers count on the date from gate closure: it cannot be agreed after that. */
    private boolean gateHasClosed(SupplierChange change) {
        return !clock.instant().isBefore(change.gateClosesAt());
    }

    boolean letsTheSwitchGoOn(SupplierChange change) {
        return change.objection().letsTheSwitchGoOn();
    }

    /** Why there is no switch, in the words both suppliers read. */
    String refusal(SupplierChange change) {
        String decision = change.objection().decision();
        if (decision == null) {
            return "Nobody decided on the objection before the gate closed: ask again with a later supply start date";
        }
        return decision.equals(TOO_LATE)
                ? "The objection was dismissed only after gate closure; ask again with a later supply start date: "
                        + change.objection().reason()
                : "The objection stands: " + change.objection().reason();
    }
}
