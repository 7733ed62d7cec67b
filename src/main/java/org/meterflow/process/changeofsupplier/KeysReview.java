package org.meterflow.process.changeofsupplier;

import java.util.List;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.springframework.stereotype.Component;

/** A person has what was refused asked again, or lets the switch go on with the losing supplier's keys. */
@Component
class KeysReview {

    private final HandOvers handOvers;
    private final SwitchTimeline story;

    KeysReview(HandOvers handOvers, SwitchTimeline story) {
        this.handOvers = handOvers;
        this.story = story;
    }

    List<FieldError> decide(SupplierChange change, Form form) {
        List<FieldError> errors = SwitchForms.decisionAndReason(
                form, "Choose how the switch goes on", List.of("askAgain", "withoutKeys"));
        if (errors.isEmpty()) {
            boolean again = form.text("decision").equals("askAgain");
            if (again) {
                handOvers.nextKeysRound(change.switchId());
            } else {
                handOvers.goOnWithoutKeys(change.switchId());
            }
            story.person(change, form, again ? "Had the keys asked for again" : "Let it go on with the former keys");
        }
        return errors;
    }
}
