package org.meterflow.process.switchreversal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.meterflow.process.Drawn;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.changeofsupplier.SwitchTakenBack;
import org.meterflow.process.changeofsupplier.TakenBackSwitches;
import org.meterflow.process.engine.Cases;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/switch-reversal.bpmn}, in diagram order, and the fact that starts it. */
@Component
@Drawn
public class SwitchReversal {

    private static final int SHORTEST_REASON = 10;

    private final Reversals reversals;
    private final ReturnedKeys keys;
    private final TakenBackSwitches switches;
    private final Cases cases;
    private final Timeline timeline;
    private final SwitchReversalSettings settings;
    private final Clock clock;

    SwitchReversal(
            Reversals reversals,
            ReturnedKeys keys,
            TakenBackSwitches switches,
            Cases cases,
            Timeline timeline,
            SwitchReversalSettings settings,
            Clock clock) {
        this.reversals = reversals;
        this.keys = keys;
        this.switches = switches;
        this.cases = cases;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
    }

    /** In the transaction that has taken the registration back; the work begins after it. */
    @EventListener
    void on(SwitchTakenBack fact) {
        if (reversals.add(fact, clock.instant())) {
            Reversal reversal = require(fact.switchId());
            note(reversal, "Registration taken back", "From " + reversal.takenFrom());
            cases.start(reversal.key());
        }
    }

    // ── the steps ──

    public void endSwitch(String caseId) {
        Reversal reversal = require(caseId);
        switches.end(new SwitchTakenBack(
                caseId, reversal.mpxn(), reversal.takenFrom(), reversal.supplier(), reversal.supplyStartsAt()));
        keys.withdrawCommands(reversal);
    }

    public List<String> returnKeys(String caseId) {
        return keys.send(require(caseId));
    }

    public Date reversalDue(String caseId) {
        return Date.from(clock.instant().plus(settings.personAnswersWithin()));
    }

    /** A person looks into it, has the keys sent once more, or closes it. */
    public List<FieldError> reviewReversal(String caseId, Form form) {
        String decision = form.text("decision");
        List<FieldError> errors = new ArrayList<>();
        if (!List.of("sendAgain", "close").contains(decision)) {
            errors.add(new FieldError("decision", "Choose how the reversal goes on"));
        }
        if (form.text("reason").length() < SHORTEST_REASON) {
            errors.add(new FieldError("reason", "Say what you found, in at least " + SHORTEST_REASON + " characters"));
        }
        if (errors.isEmpty()) {
            boolean again = decision.equals("sendAgain");
            reversals.decided(caseId, again, form.text("reason"));
            timeline.note(
                    require(caseId).key(),
                    StoryKind.PERSON,
                    again ? "Had the keys sent again" : "Closed the reversal",
                    form.text("reason"),
                    form.actor());
        }
        return errors;
    }

    public boolean sendAgain(String caseId) {
        return "sendAgain".equals(require(caseId).decision());
    }

    /** Whose keys the devices hold is told only where the switch has touched them. */
    public void reportReturn(String caseId) {
        Reversal reversal = require(caseId);
        if (keys.wereSent(reversal)) {
            switches.tellKeys(caseId, reversal.supplier(), keys.problem(reversal));
        }
        reversals.ended(caseId, clock.instant());
    }

    private void note(Reversal reversal, String title, String detail) {
        timeline.note(reversal.key(), StoryKind.DECISION, title, detail, Timeline.PLATFORM);
    }

    private Reversal require(String caseId) {
        return reversals.find(caseId).orElseThrow(() -> new IllegalStateException("There is no reversal " + caseId));
    }
}
