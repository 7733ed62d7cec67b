package org.meterflow.process.changeofsupplier;

import java.util.Optional;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.Inbox;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.meterflow.process.partyquestion.QuestionClosing;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An objection counts when it was received in time, also when the platform was down before it could look at it. */
@Component
class LastObjections {

    private final Inbox inbox;
    private final PartyQuestion questions;

    LastObjections(Inbox inbox, PartyQuestion questions) {
        this.inbox = inbox;
        this.questions = questions;
    }

    @EventListener
    void on(QuestionClosing closing) {
        if (closing.name().equals(SwitchObjections.INVITATION)) {
            inbox.settleOpen("objectionRaised", closing.caseKey(), message -> take(closing, message));
        }
    }

    private Optional<Delivery> take(QuestionClosing closing, InboundMessage objection) {
        boolean counts = objection.sender().equals(closing.party())
                && objection.receivedAt().isBefore(closing.deadline());
        if (!counts) {
            return Optional.empty();
        }
        return Optional.of(
                questions.takeLastAnswer(closing, objection.data(), objection.sender())
                        ? Delivery.correlated()
                        : Delivery.duplicate(
                                "An objection to switch " + closing.caseKey() + " has been taken already"));
    }
}
